import type { Locator, Page } from 'playwright-core';

/** A figure of an answer, with the address of its facts. */
export interface Figure {
  id: string;
  unit: 'count' | 'ratio';
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  facts: string;
}
export interface Deadline {
  on: string;
  tasks: Figure;
  late: Figure;
}
export interface Fact {
  id: string;
  kind: string;
  link: string;
  counted: boolean;
}

export const button = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
export const dialog = (page: Page) => page.getByRole('dialog');
export const figure = (page: Page, label: string) => page.getByTitle(`查看“${label}”的依据`);

export const heatTable = (page: Page) => page.getByRole('table', { name: '各单位在每一条下已销号和已下发的任务数' });

export async function openBoard(page: Page, directiveId: string): Promise<void> {
  await page.goto(`/board/${directiveId}`);
  await heatTable(page).waitFor();
}

/** Every figure of an answer, wherever it stands in it. */
export function figuresIn(answer: unknown): Figure[] {
  if (answer === null || typeof answer !== 'object') return [];
  if ('facts' in answer && 'unit' in answer) return [answer as Figure];
  return Object.values(answer).flatMap(figuresIn);
}

export async function factsOf(page: Page, { facts }: Figure): Promise<Fact[]> {
  const all: Fact[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? facts : `${facts}&cursor=${encodeURIComponent(cursor)}`;
    const answer: { items: Fact[]; next: string | null } = await (await page.request.get(more)).json();
    all.push(...answer.items);
    cursor = answer.next;
  } while (cursor !== null);
  return all;
}

/** What every figure of the screen says, by what it is. */
export async function onScreen(page: Page): Promise<Map<string, string>> {
  const shown = await page
    .locator('button[title]:has(span)')
    .evaluateAll((all) =>
      all.map((one): [string, string] => [one.getAttribute('title') ?? '', one.lastElementChild?.textContent ?? '']),
    );
  return new Map(shown);
}
