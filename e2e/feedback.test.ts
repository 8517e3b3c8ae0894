import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfPage } from '../web/src/features/manual/sections.ts';
import { openStage, phone, type Stage } from './stage.ts';
import { act } from './work.ts';

/** The pages of the router's table, read as text because the journeys do not compile the web. */
const table = readFileSync(new URL('../web/src/app/routes.ts', import.meta.url), 'utf8').split(
  'export const homePanels',
);
const pages = [...(table[0] ?? '').matchAll(/path: '([^']+)',[^}]*?permission: '([^']+)'/g)].map(
  ([, path = '', permission = '']) => ({ path, permission }),
);

let stage: Stage;
let records: Record<string, string>;
beforeAll(async () => {
  stage = await openStage();
  const [row] = await stage.sql<Record<string, string>>(
    `select t.directive_id as "directiveId", t.id as "taskId", t.clause_key as "clauseKey", e.evidence_id as "evidenceId",
       t.lead_organisation_id as "organisationId", t.accountable_person_id as "personId",
       (select id from accounts where username = 'fengyu') as "accountId", 'unknown' as token, 'begin' as manual
     from tasks t join task_evidence e on e.tenant_id = t.tenant_id and e.task_id = t.id
     where t.clause_key is not null limit 1`,
  );
  const clerk = await stage.person('clerk');
  const paper = await act(clerk, '/api/papers', { kind: 'dispatchNotice', directiveId: row?.directiveId });
  records = { ...row, paperId: paper.body.paperId };
});
afterAll(() => stage.close());

/** Goes on as the links do, without loading the program anew: to a heading that was not there before. */
async function walkTo(page: Page, address: string): Promise<void> {
  if (new URL(page.url()).pathname === address) return;
  await page.evaluate((to) => {
    for (const heading of document.querySelectorAll('h1')) heading.setAttribute('data-left', '');
    history.pushState(null, '', to);
  }, address);
  await page.locator('h1:not([data-left])').first().waitFor();
}

const entry = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: '意见反馈', exact: true });

const help = (page: Page) => page.getByRole('banner').getByRole('link', { name: '帮助：' });

describe('the entry for feedback, and the way to the manual', () => {
  it('stand on every page of the router, for whoever may open it', async () => {
    expect(pages.length).toBe((table[0]?.match(/load: \(\) =>/g) ?? []).length);
    const open = new Set(pages);
    for (const username of ['clerk', 'sysadmin', 'secadmin', 'auditadmin']) {
      const page = await stage.person(username);
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const { permissions, roles } = await (await page.request.get('/api/session')).json();
      const may = (permission: string) => ['signedIn', 'public', ...permissions].includes(permission);
      for (const one of [...open].filter(({ permission }) => may(permission))) {
        await walkTo(
          page,
          one.path.replace(/\$(\w+)/g, (_, name: string) => records[name] ?? `no ${name}`),
        );
        expect(await page.getByRole('alert').filter({ hasText: '没有找到' }).count(), one.path).toBe(0);
        expect(await entry(page).isVisible(), one.path).toBe(true);
        const { manual, section } = placeOfPage(
          one.path,
          roles.map(({ role }: { role: string }) => role),
        );
        await expect
          .poll(() => help(page).getAttribute('href'), { message: one.path, interval: 20 })
          .toBe(`/help/${manual}#${section}`);
        open.delete(one);
      }
    }
    expect([...open]).toEqual([]);
  }, 120_000);

  it('takes what a county writes on a phone to the clerk, with the page it was written on', async () => {
    const county = await stage.person('fengyu', { viewport: phone });
    await county.goto('/tasks');
    await entry(county).click();
    await county.getByLabel('意见内容').fill('希望列表里能直接看到上次报送的日期。');
    await county.getByRole('dialog').getByRole('button', { name: '提交' }).click();
    await county.getByText('已收到，谢谢。').waitFor();
    const clerk = await stage.person('clerk');
    await clerk.goto('/');
    await clerk.getByRole('navigation').getByRole('link', { name: '意见反馈' }).first().click();
    const note = clerk.getByRole('listitem').filter({ hasText: '希望列表里能直接看到上次报送的日期。' });
    await note.getByText(/\/tasks/).waitFor();
  });
});
