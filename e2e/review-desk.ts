import type { Locator, Page } from 'playwright-core';
import { circular, circularTitle, takenIn } from './incoming.ts';
import type { Stage } from './stage.ts';

/** What the reader finds in the circular, each named by the words of its passage. */
export const found = {
  filing: '在9月底前完成委员履职档案建档工作',
  filed: '于10月15日前将建档情况报市政协办公室',
  visits: '每季度至少开展2次走访委员活动',
  doubtful: '切记居高临下',
  branches: '完成专委会党支部组建工作',
  measures: '认真落实《云汀市政协委员履职管理办法》',
  watched: '跟踪监督',
  stations: '鼓励有条件的县（市、区）政协设立委员服务驿站',
} as const;

export const button = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
export const dialog = (page: Page) => page.getByRole('dialog');
/** The document beside its requirements. */
export const text = (page: Page) => page.getByRole('region', { name: '原文' });
export const card = (page: Page, action: string) => page.getByRole('article').filter({ hasText: action });
export const passage = (page: Page, words: string) => text(page).getByRole('button', { name: words });

/** A circular of its own for each journey, so that none decides what another one reads. */
export const freshCircular = (page: Page, title = circularTitle) =>
  takenIn(page, { text: circular, title, issuedOn: '2026-06-16' });

export async function openReview(page: Page, id: string): Promise<void> {
  await page.goto(`/directives/${id}/review`);
  await page.getByRole('article').first().waitFor();
}

/** Lists everything, in the order of the document. */
export async function listAll(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: '筛选' }).selectOption('all');
  await page.getByRole('combobox', { name: '排列' }).selectOption('document');
}

/** A slow line: decisions on their way are answered only once the returned function is called. */
export async function holdDecisions(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/decide', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

export interface Decided {
  action: string;
  decision: string;
  reason: string | null;
}

/** What stands in the database about each proposal of a document, by its words. */
export async function decidedNow(stage: Stage, directiveId: string): Promise<Map<string, Decided>> {
  const rows = await stage.sql<Decided>(
    `select coalesce(proposal, content)->>'action' as action, decision, reason from requirements where directive_id = $1`,
    [directiveId],
  );
  return new Map(rows.map((row) => [row.action, row]));
}
