import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChosenFile } from './papers.ts';
import { button, dialog } from './review-desk.ts';
import { accessibilityFaults, openStage, picture, type Stage } from './stage.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
});
afterAll(() => stage.close());

describe('an existing 任务分解表', () => {
  const columns = ['序号', '重点任务', '具体措施', '责任领导', '牵头单位', '配合单位', '责任人', '完成时限', '进展'];
  async function table(): Promise<ChosenFile> {
    const rows = [
      ['委员联络工作任务分解表'],
      ['单位：云汀市政协办公室', '', '日期：2026年6月1日'],
      columns,
      ['1', '联络委员', '建立委员联络台账', '', '提案委员会', '委员工作委员会', '', '8月底前', '已拟出样表'],
      ['2', '', '每半年走访一次委员企业', '', '农业和农村委员会', '', '', '年底前', ''],
      ['3', '联络群众', '编印民情专报', '', '不存在的委员会', '', '', '9月底前', ''],
      ['4', '', '整理群众来信', '', '提案委员会', '', '查无此人', '9月底前', ''],
    ];
    const merges = [
      { startRow: 0, startCol: 0, endRow: 0, endCol: columns.length - 1 },
      { startRow: 3, startCol: 1, endRow: 4, endCol: 1 },
    ];
    const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: '分解表', rows, merges }] }));
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { name: '委员联络任务分解表.xlsx', mimeType, buffer };
  }

  it('is checked in English: each finding says what it is about, and one is decided', async () => {
    const reader = await stage.person('clerk', { language: 'en' });
    await reader.goto('/task-tables/import');
    await reader.locator('input[type=file]').setInputFiles(await table());
    await button(reader, 'Read and check').click();
    await reader.getByText('2 findings to decide').waitFor();
    await reader.getByRole('heading', { name: '2 rows to decide' }).waitFor();
    expect(await button(reader, 'Import 4 rows').isDisabled()).toBe(true);
    const nobody = reader.getByRole('article').filter({ hasText: '整理群众来信' });
    await nobody.getByRole('button', { name: /^Leave it to the liaison/ }).click();
    await nobody.getByText('Decided: ').waitFor();
    await reader.getByText('1 finding to decide').waitFor();
    await picture(reader, 'table-import-1440-en', { whole: true });
  });

  it('is checked row by row, what is unclear is chosen, and it becomes drafts that are dispatched like any other', async () => {
    await page.goto('/task-tables/import');
    await page.locator('input[type=file]').setInputFiles(await table());
    await button(page, '读取并核对').click();
    await page.getByText('还有 2 处需要处理').waitFor();
    expect(await button(page, '导入 4 行').isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'table-import-1440', { whole: true });

    const unknown = page.getByRole('article').filter({ hasText: '编印民情专报' });
    await unknown.getByRole('combobox', { name: '选定单位' }).fill('社会法制');
    await unknown
      .getByRole('option', { name: /^云汀市政协社会法制委员会(?!党支部)/ })
      .first()
      .click();
    await unknown.getByText('已定：').waitFor();
    const nobody = page.getByRole('article').filter({ hasText: '整理群众来信' });
    await nobody.getByRole('button', { name: /^交由联络员/ }).click();
    await page.getByText('没有需要处理的问题').waitFor();
    await button(page, '导入 4 行').click();
    await button(dialog(page), '导入 4 行').click();
    await page.waitForURL(/\/directives\/[0-9a-f-]+\/assign/);
    const id = /directives\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
    await page.getByText('将向 3 个单位下发 4 项任务。').waitFor();
    const drafts = await stage.sql<{ action: string; lead: string }>(
      `select t.action, n.name as lead from tasks t
       join organisation_names n on n.tenant_id = t.tenant_id and n.organisation_id = t.lead_organisation_id
         and n.kind = 'official' and n.superseded_at is null
       where t.directive_id = $1 order by t.id`,
      [id],
    );
    expect(drafts.map((draft) => `${draft.action} ${draft.lead}`)).toEqual([
      '建立委员联络台账 云汀市政协提案委员会',
      '每半年走访一次委员企业 云汀市政协农业和农村委员会',
      '编印民情专报 云汀市政协社会法制委员会',
      '整理群众来信 云汀市政协提案委员会',
    ]);
    await button(page, '下发').click();
    await button(dialog(page), '下发').click();
    await page.getByText('已下发 4 项任务').waitFor();
    const states = await stage.sql<{ state: string }>('select state from tasks where directive_id = $1', [id]);
    expect(new Set(states.map((row) => row.state))).not.toContain('draft');
  });
});
