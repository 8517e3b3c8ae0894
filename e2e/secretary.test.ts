import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';
import { act, actsOf, countyTask } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface OwnTask {
  id: string;
  action: string;
  directiveId: string;
}

/** The tasks of the branch that the secretary leads, as the database has them. */
function branchTasks(): Promise<OwnTask[]> {
  return stage.sql<OwnTask>(
    `select t.id, t.action, t.directive_id as "directiveId" from tasks t
     join grants g on g.tenant_id = t.tenant_id and g.organisation_id = t.lead_organisation_id
     join accounts a on a.tenant_id = g.tenant_id and a.id = g.account_id
     where a.username = 'secretary' and t.state <> 'draft'`,
  );
}

describe('the branch secretary', () => {
  it('finds today, on a phone and at a desk, what the branch has to do, and nothing of others', async () => {
    const own = await branchTasks();
    expect(own.length).toBeGreaterThan(0);
    for (const viewport of [phone, desktop]) {
      const page = await stage.person('secretary', { viewport });
      await page.goto('/');
      await page.getByRole('link', { name: own[0]?.action }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, `secretary-home-${viewport.width}`);
      await page.goto('/tasks');
      await page.getByText(`共 ${own.length} 条`).waitFor();
    }
  });

  it('reports for the branch', async () => {
    const [task] = (await branchTasks()) as [OwnTask];
    const page = await stage.person('secretary', { viewport: phone });
    await page.goto(`/t/${task.id}`);
    await page.getByRole('button', { name: '报送进展', exact: true }).tap();
    await page.getByLabel('情况说明').fill('支部大会已讨论，名单附后。');
    await page.getByLabel('文号（可不填）').fill('提案支〔2026〕3号');
    await page.getByRole('button', { name: '发送', exact: true }).tap();
    await page.getByText('已送达').waitFor();
    expect((await actsOf(stage, task.id)).at(-1)).toMatchObject({ kind: 'progress', onBehalfSource: null });
  });

  it('neither sees nor does what belongs to others', async () => {
    const page = await stage.person('secretary');
    const foreign = await countyTask(stage, "t.state = 'inProgress'");
    await page.goto(`/t/${foreign.id}`);
    await page.getByText('不在您的查看范围内').first().waitFor();
    const [own] = (await branchTasks()) as [OwnTask];
    await page.goto(`/t/${own.id}`);
    await page.getByRole('heading', { name: '办理过程' }).waitFor();
    for (const name of ['代录', '调整', '改派', '撤回', '销号', '退回']) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
    const refused = [
      await act(page, `/api/tasks/${foreign.id}/progress`, { text: '不是我们的事。' }),
      await act(page, `/api/tasks/${own.id}/close`, {
        seenVersion: 1,
        guidance: { notNeeded: '不用' },
        standardMet: '达到',
        values: [],
        finding: '属实',
      }),
    ];
    expect(refused.map((one) => one.status)).toEqual([404, 403]);
    const exported = await page.request.get(`/api/task-tables/export?directiveId=${own.directiveId}`);
    expect(exported.status()).toBe(403);
  });
});
