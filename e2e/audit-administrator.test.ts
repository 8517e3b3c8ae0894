import { execFile } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults, openStage, picture, type Stage } from './stage.ts';
import { countyTask } from './work.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('auditadmin');
});
afterAll(() => stage.close());

interface Ended {
  code: number;
  said: string;
}

/** `npx xieli audit verify` beside the running server, on the same data. */
function verifyByCommand(...words: string[]): Promise<Ended> {
  const environment = {
    ...process.env,
    ...stage.environment,
    XIELI_DEMO_DATE: undefined,
    LANG: 'zh_CN.UTF-8',
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/xieli.mjs', 'audit', 'verify', ...words],
      { env: environment, maxBuffer: 10_000_000 },
      (error, said, complaints) => resolve({ code: Number(error?.code ?? 0), said: said || complaints }),
    );
  });
}

async function verifyOnScreen(): Promise<void> {
  await page.getByRole('button', { name: '校验审计链' }).click();
  await page.getByText(/校验时间：/).waitFor({ timeout: 60_000 });
}

it('finds nothing in a city that was worked with and not tampered with', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: '审计' }).first().click();
  await page.getByRole('heading', { level: 1, name: '审计' }).waitFor();
  await verifyOnScreen();
  await page.getByText('校验通过').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'audit-clean-1440');
  const { code, said } = await verifyByCommand();
  expect(said).toContain('校验通过');
  expect(code).toBe(0);
});

it('finds and names a due day and an audit entry that were changed by hand, on screen and by the command', async () => {
  const task = await countyTask(stage, "t.state = 'inProgress' and t.due_on is not null");
  await stage.sql('update tasks set due_on = due_on + 30 where id = $1', [task.id]);
  const [entry] = await stage.sql<{ id: string; accountName: string }>(
    `update audit_entries set account_name = '无名氏'
     where (tenant_id, id) = (select tenant_id, id from audit_entries where action like '%/close' order by id limit 1)
     returning id, account_name as "accountName"`,
  );
  expect(entry?.accountName).toBe('无名氏');

  await page.goto('/audit');
  await verifyOnScreen();
  await page.getByText('发现 2 处问题').waitFor();
  const findings = page.getByRole('listitem');
  await findings.filter({ hasText: task.action }).filter({ hasText: task.id }).waitFor();
  await findings.filter({ hasText: entry?.id ?? '' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'audit-found-1440', { whole: true });

  const { code, said } = await verifyByCommand();
  expect(code).toBe(1);
  expect(said).toContain(`tasks ${task.id}`);
  expect(said).toContain(task.action);
  expect(said).toContain(entry?.id);
  const json = await verifyByCommand('--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.said).findings).toHaveLength(2);
});

it('finds an entry that was taken out of the chain', async () => {
  const [gone] = await stage.sql<{ id: string }>(
    `delete from audit_entries
     where (tenant_id, id) = (select tenant_id, id from audit_entries where action = 'POST /api/directives' limit 1)
     returning id`,
  );
  expect(gone).toBeDefined();
  await page.goto('/audit');
  await verifyOnScreen();
  await page.getByRole('listitem').filter({ hasText: gone?.id }).first().waitFor();
});

it('reads who did what, and can do nothing else', async () => {
  await page.goto('/audit?outcome=refused');
  await page.getByRole('table').or(page.getByText('没有符合条件的内容')).first().waitFor();
  for (const path of ['/tasks', '/accounts', '/directives', '/board']) {
    await page.goto(path);
    await page.getByRole('heading', { name: '您没有查看此页的权限' }).waitFor();
  }
  const answer = await page.request.get('/api/tasks');
  expect(answer.status()).toBe(403);
});

it('reads the audit in English as well', async () => {
  const reader = await stage.person('auditadmin', { language: 'en' });
  await reader.goto('/audit');
  await reader.getByRole('button', { name: 'Verify the chain' }).waitFor();
  await reader.getByRole('table').waitFor();
  expect(await accessibilityFaults(reader)).toEqual([]);
  await picture(reader, 'audit-en');
});
