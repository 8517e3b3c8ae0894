import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';
import { actsOf } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const unreadOf = async (username: string) =>
  (
    await stage.sql<{ count: number }>(
      `select count(*)::int as count from notices n join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
       where a.username = $1 and n.read_at is null`,
      [username],
    )
  )[0]?.count ?? 0;

describe('what the program reminds of by itself', () => {
  it('waits for the county clerk on the phone when the days have come, each step once', async () => {
    const page = await stage.person('fengyu', { viewport: phone });
    await page.goto('/notices');
    await page.getByText('还没有提醒').waitFor();
    await page.request.post('/api/demo/clock', { data: { date: '2026-07-01' } });
    const unread = await unreadOf('fengyu');
    expect(unread).toBeGreaterThan(0);
    await page.goto('/');
    await page.getByRole('link', { name: new RegExp(`${unread}\\s*条未读`) }).tap();
    await page.getByRole('button', { name: '全部标为已读' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-390');
    await page.locator('main li a').first().tap();
    await page.getByRole('heading', { name: '办理过程' }).waitFor();
    await expect.poll(() => unreadOf('fengyu')).toBe(unread - 1);
    await page.goto('/notices');
    await page.getByRole('button', { name: '全部标为已读' }).tap();
    await page.getByRole('link', { name: '提醒', exact: true }).waitFor();
    expect(await unreadOf('fengyu')).toBe(0);
  });

  it('says by which rules, on the desk and on the phone', async () => {
    const page = await stage.person('fengyu', { viewport: phone });
    await page.goto('/notices');
    await page.getByRole('link', { name: '提醒规则' }).tap();
    const steps = page.getByRole('rowheader');
    await expect
      .poll(() => steps.allInnerTexts())
      .toEqual([...['完成时限前30天', '完成时限前7天', '完成时限前1天', '过了完成时限'], '交办后满3个工作日仍未签收']);
    await page.getByText('每天8时至20时之间提醒').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notice-rules-390');
    const english = await stage.person('leader', { viewport: desktop, language: 'en' });
    await english.goto('/notices/rules');
    await english.getByRole('rowheader', { name: '30 days before the due day' }).waitFor();
    expect(await accessibilityFaults(english)).toEqual([]);
    await picture(english, 'notice-rules-1440');
  });

  it('goes up to the leader, and the task says by which rule', async () => {
    const page = await stage.person('leader', { viewport: desktop });
    await page.goto('/notices');
    await page.getByText('已提级，请督办').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-1440');
    const [notice] = await stage.sql<{ taskId: string }>(
      `select n.task_id as "taskId" from notices n join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
       where a.username = 'leader' and n.because = 'escalated' order by n.recorded_at desc, n.id desc limit 1`,
    );
    const taskId = notice?.taskId ?? '';
    expect((await actsOf(stage, taskId)).filter((act) => act.kind === 'escalate')).toHaveLength(1);
    await page.locator(`main a[href="/t/${taskId}"]`).click();
    await page.getByText('按督办规则自动提级').first().waitFor();
    await picture(page, 'notices-escalated-task', { whole: true });
  });
});
