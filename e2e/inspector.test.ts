import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, desktop, openStage, phone, picture, type Stage } from './stage.ts';
import { act, actsOf, countyTask } from './work.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The words of every button and link in the page's own part. */
const offered = 'Array.from(document.querySelectorAll("main button, main a"), (one) => one.textContent.trim())';

describe('the inspector', () => {
  it('goes from the board to a clause, its task and its evidence, on a phone and at a desk', async () => {
    const task = await countyTask(
      stage,
      `t.state = 'closed' and t.clause_key is not null and exists (
         select 1 from task_evidence l join evidence_revisions r on r.evidence_id = l.evidence_id
         where l.task_id = t.id and r.kind = 'text')`,
    );
    const [place] = await stage.sql<{ key: string }>('select clause_key as key from tasks where id = $1', [task.id]);
    for (const viewport of [desktop, phone]) {
      const page = await stage.person('inspector', { viewport });
      await page.goto(`/board/${task.directiveId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto(`/board/${task.directiveId}/clauses/${place?.key}`);
      await page.locator(`a[href="/t/${task.id}"]`).first().click();
      await page.getByRole('heading', { level: 1, name: task.action }).waitFor();
      await page.getByRole('heading', { name: '办理过程' }).waitFor();
      await picture(page, `inspector-task-${viewport.width}`, { whole: true });
      await page.locator('a[href^="/evidence/"]').first().click();
      await page.getByRole('heading', { name: '用于以下任务' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, `inspector-evidence-${viewport.width}`);
    }
  });

  it('is offered nothing that changes anything', async () => {
    const page = await stage.person('inspector');
    for (const state of ['inProgress', 'submitted', 'returned']) {
      const task = await countyTask(stage, `t.state = '${state}'`);
      await page.goto(`/t/${task.id}`);
      await page.getByRole('heading', { name: '办理过程' }).waitFor();
      await page.getByText('还没有佐证。').or(page.locator('a[href^="/evidence/"]').first()).first().waitFor();
      const words = await page.evaluate<string[]>(offered);
      for (const word of [
        '报送进展',
        '提交核验',
        '签收',
        '申请延期',
        '代录',
        '调整',
        '退回',
        '销号',
        '记录指导',
        '取消关联',
      ]) {
        expect(words).not.toContain(word);
      }
    }
    await page.goto('/board');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate<string[]>(offered)).not.toContain('批示');
  });

  it('is refused by the server as well, whatever is sent', async () => {
    const page = await stage.person('inspector');
    const task = await countyTask(stage, "t.state = 'inProgress'");
    const before = await actsOf(stage, task.id);
    const tried = [
      await act(page, `/api/tasks/${task.id}/progress`, { text: '督导组代为填写。' }),
      await act(page, `/api/tasks/${task.id}/give-guidance`, { text: '现场指导。' }),
      await act(page, `/api/tasks/${task.id}/escalate`, { seenVersion: 1, reason: '进展太慢。' }),
      await act(page, `/api/tasks/${task.id}/withdraw`, { seenVersion: 1, reason: '不再需要。' }),
      await act(page, '/api/instructions', {
        text: '请抓紧。',
        aboutTaskId: null,
        leadOrganisationId: null,
        dueOn: null,
      }),
    ];
    expect(tried.map((one) => one.status)).toEqual([403, 403, 403, 403, 403]);
    expect(await actsOf(stage, task.id)).toEqual(before);
    for (const path of ['/audit', '/accounts', '/feedback', `/directives/${task.directiveId}/assign`]) {
      await page.goto(path);
      await page.getByRole('heading', { name: '您没有查看此页的权限' }).waitFor();
    }
    await picture(page, 'not-permitted-1440');
  });

  it('reads in English as well', async () => {
    const task = await countyTask(stage, "t.state = 'submitted'");
    const page = await stage.person('inspector', { language: 'en' });
    await page.goto(`/t/${task.id}`);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'inspector-task-en');
  });
});
