import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clauseLabel } from '../server/src/features/directives/clause-label.ts';
import {
  button,
  type Deadline,
  dialog,
  type Fact,
  factsOf,
  figure,
  figuresIn,
  heatTable,
  onScreen,
  openBoard,
} from './board-desk.ts';
import { faultsOnPaper, sidewaysOverflow, tooSmall } from './legibility.ts';
import { accessibilityFaults, openStage, phone, picture, type Stage } from './stage.ts';

let stage: Stage;
let speech: string;
beforeAll(async () => {
  stage = await openStage();
  const [row] = await stage.sql<{ id: string }>(`select id from directives where kind = 'speech'`);
  speech = row?.id ?? '';
});
afterAll(() => stage.close());

describe('the leader reads the board of a document', () => {
  it('finds the answer on one phone screen', async () => {
    const page = await stage.person('leader', { viewport: phone });
    await openBoard(page, speech);
    const answer = page.getByRole('region', { name: '总览', exact: true });
    for (const words of ['已销号', '下发任务', '部署要求', '逾期未完成', '等我处理', '十日内到期', '批示'])
      expect(await answer.innerText()).toContain(words);
    const end = await answer.evaluate((element) => element.getBoundingClientRect().bottom);
    const bar = await page
      .getByRole('navigation')
      .last()
      .evaluate((element) => element.getBoundingClientRect().top);
    expect(end).toBeLessThanOrEqual(bar > 0 ? bar : phone.height);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'board-390');
    await picture(page, 'board-390-whole', { whole: true });

    await button(page, '大字版').tap();
    expect(await tooSmall(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await picture(page, 'board-large-390');
  });

  it('reads the table of bodies and the facts of a figure on a phone: the names stay beside what is pushed', async () => {
    const page = await stage.person('leader', { viewport: phone });
    await openBoard(page, speech);
    await heatTable(page).scrollIntoViewIfNeeded();
    const pushed = await heatTable(page).evaluate((table) => {
      const frame = table.parentElement as HTMLElement;
      frame.scrollLeft = frame.scrollWidth;
      const edges = frame.getBoundingClientRect();
      const [name, last] = [table.querySelector('tbody th'), table.querySelector('tbody tr td:last-child')].map(
        (cell) => (cell as HTMLElement).getBoundingClientRect(),
      ) as [DOMRect, DOMRect];
      return {
        wider: frame.scrollLeft > 0,
        nameShown: name.left >= edges.left && name.right < edges.right,
        lastShown: last.left >= name.right && last.right <= edges.right,
      };
    });
    expect(pushed).toEqual({ wider: true, nameShown: true, lastShown: true });
    await picture(page, 'board-heat-390');

    await heatTable(page).locator('tbody td:last-child').first().getByRole('button').first().tap();
    await dialog(page).getByRole('listitem').first().waitFor();
    const { x, width, y, height } = (await dialog(page).boundingBox()) ?? { x: -1, width: 0, y: 0, height: 0 };
    expect({ x, width, bottom: y + height }).toEqual({ x: 0, width: phone.width, bottom: phone.height });
    const hidden = await dialog(page).evaluate((element) =>
      [element, ...element.querySelectorAll('*')].some(
        (one) => one.scrollWidth > Math.max(one.clientWidth, innerWidth),
      ),
    );
    expect(hidden).toBe(false);
    await picture(page, 'figure-facts-390');
    await button(dialog(page), '关闭').tap();
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
  });

  it('sees the deadlines as the answer has them, and today without pushing, however long ago the first one was', async () => {
    const page = await stage.person('leader', { viewport: phone });
    const chart = page.getByRole('img', { name: /按时限排列的任务数/ });
    const today = async () => {
      const { x, width } = (await chart.locator('text', { hasText: '今天' }).boundingBox()) ?? { x: -1, width: 0 };
      return x >= 0 && x + width <= phone.width;
    };
    await openBoard(page, speech);
    expect(await today()).toBe(true);
    const { deadlines } = (await (await page.request.get(`/api/board?directiveId=${speech}`)).json()) as {
      deadlines: Deadline[];
    };
    const said = deadlines.map(({ tasks, late }) => [tasks.value ?? 0, late.value ?? 0]);
    const drawn = await chart
      .locator('g:has(rect)')
      .evaluateAll((marks) =>
        marks.map((mark) => [...mark.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('height')))),
      );
    expect(drawn.length).toBeGreaterThan(4);
    const heightOfOne = (drawn[0]?.[0] ?? 0) / (said[0]?.[0] ?? 1);
    expect(drawn.map((bars) => bars.map((height) => Math.round(height / heightOfOne)))).toEqual(
      said.slice(0, drawn.length),
    );
    await page.getByText('全部时限').tap();
    const listed = await page.locator('details[open] tbody tr').evaluateAll((rows) =>
      rows.map((row) => ({
        on: row.querySelector('time')?.dateTime,
        counts: [...row.querySelectorAll('td')].map((cell) =>
          Number(cell.querySelector('button > :last-child')?.textContent ?? 0),
        ),
      })),
    );
    expect(listed).toEqual(deadlines.map(({ on }, index) => ({ on, counts: said[index] })));
    await picture(page, 'board-deadlines-390');

    const [closed] = await stage.sql<{ id: string; due: string }>(
      `select id, due_on::text as due from tasks where directive_id = $1 and state = 'closed' and due_on is not null limit 1`,
      [speech],
    );
    const moveTo = (day: string | undefined) =>
      stage.sql('update tasks set due_on = $2 where id = $1', [closed?.id, day]);
    await moveTo('2025-02-01');
    await openBoard(page, speech);
    expect(await today()).toBe(true);
    expect(await chart.evaluate((element) => element.parentElement?.scrollLeft)).toBeGreaterThan(0);
    await moveTo(closed?.due);
  });

  it('prints it as one page of A4, laid out for paper', async () => {
    const page = await stage.person('leader');
    await openBoard(page, speech);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const bytes = pdf.toString('latin1');
    expect(bytes.match(/\/Type\s*\/Page(?!s)/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(bytes) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))].sort()).toEqual([595, 842]);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    const paper = page.getByRole('article').filter({ hasText: '各条目、各单位销号情况' });
    const words = await paper.innerText();
    for (const part of ['截至 2026年6月17日', '逾期最久的任务', '责任人', '数据截至']) expect(words).toContain(part);
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    await picture(page, 'board-a4', { whole: true });
  });

  it('sees what is late and with whom, by clause, county and deadline', async () => {
    const page = await stage.person('leader');
    await openBoard(page, speech);
    await page.getByRole('heading', { name: '逐条看落实' }).waitFor();
    const table = heatTable(page);
    const scopes = await table.evaluate((element) => ({
      rows: element.querySelectorAll('tbody th[scope=row]').length,
      columns: element.querySelectorAll('thead th[scope=col]').length,
      cells: element.querySelectorAll('tbody td').length,
    }));
    expect(scopes.rows).toBeGreaterThan(4);
    expect(scopes.columns).toBeGreaterThan(9);
    expect(scopes.cells).toBe(scopes.rows * (scopes.columns - 1));
    const shades = await table
      .locator('td[data-shade]')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).backgroundColor));
    expect(new Set(shades).size).toBeGreaterThan(2);
    expect(await table.locator('td[data-late] [aria-hidden]').first().innerText()).toBe('▲');
    await page.getByRole('img', { name: /按时限排列的任务数/ }).waitFor();
    const late = page.getByRole('listitem').filter({ hasText: '责任人：' });
    expect(await late.count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'board-1440', { whole: true });
  });

  it('opens from every figure exactly the facts it counts, and from every fact its record', async () => {
    const page = await stage.person('leader');
    const answer = await (await page.request.get(`/api/board?directiveId=${speech}`)).json();
    const figures = figuresIn(answer);
    expect(figures.length).toBeGreaterThan(60);
    const seen = new Map<string, Fact>();
    for (const one of figures) {
      const facts = await factsOf(page, one);
      for (const fact of facts) seen.set(`${fact.kind} ${fact.id}`, fact);
      const counted = facts.filter((fact) => fact.counted).length;
      expect({ figure: one.id, counted }).toEqual({ figure: one.id, counted: one.numerator });
      if (one.unit === 'ratio') expect(facts).toHaveLength(one.denominator ?? -1);
    }
    const records = [...seen.values()];
    for (const fact of records.filter((one) => one.kind === 'task')) {
      expect(fact.link).toBe(`/t/${fact.id}`);
      expect((await page.request.get(`/api/tasks/${fact.id}`)).status()).toBe(200);
    }
    for (const kind of new Set(records.map((fact) => fact.kind))) {
      const fact = records.find((one) => one.kind === kind);
      await page.goto(fact?.link ?? '');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
  });

  it('opens them on screen: value, count, scope and day, and the way to the record', async () => {
    const page = await stage.person('leader');
    await openBoard(page, speech);
    const headline = page.getByRole('region', { name: '总览', exact: true });
    const all = headline.locator('button[title]:has(span)');
    for (let index = 0; index < (await all.count()); index += 1) {
      const shown = await all.nth(index).evaluate((element) => element.lastElementChild?.textContent ?? '');
      await all.nth(index).click();
      await dialog(page).getByText('截至').first().waitFor();
      const more = button(dialog(page), '继续加载');
      await expect.poll(() => dialog(page).getByRole('listitem').count()).toBeGreaterThan(0);
      while ((await more.count()) > 0) {
        const drawn = await dialog(page).getByRole('listitem').count();
        await more.click();
        await expect.poll(() => dialog(page).getByRole('listitem').count()).toBeGreaterThan(drawn);
      }
      const words = await dialog(page).innerText();
      const facts = await dialog(page).getByRole('listitem').count();
      const ratio = /(\d+) \/ (\d+)/.exec(words);
      expect({ shown, facts }).toEqual({ shown, facts: ratio ? Number(ratio[2]) : Number(shown.replace(',', '')) });
      if (index === 0) {
        expect(await accessibilityFaults(page)).toEqual([]);
        await picture(page, 'figure-facts-1440');
      }
      await page.keyboard.press('Escape');
      await expect.poll(() => dialog(page).count()).toBe(0);
    }
    await figure(page, '逾期未完成').first().click();
    const first = dialog(page).getByRole('listitem').first().getByRole('link');
    const title = await first.innerText();
    await first.click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  });

  it('opens from every clause what became of it', async () => {
    const page = await stage.person('leader');
    await openBoard(page, speech);
    const links = await page
      .getByRole('region')
      .locator(`a[href^="/board/${speech}/clauses/"]`)
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href') ?? ''))]);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      await page.goto(link);
      await page.getByRole('heading', { name: '落实情况' }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    const [proven] = await stage.sql<{ clause: string }>(
      `select t.clause_key as clause from tasks t join task_evidence e on e.tenant_id = t.tenant_id and e.task_id = t.id
       where t.directive_id = $1 and t.clause_key is not null
       group by 1 order by count(distinct t.lead_body_id) desc, count(*) desc limit 1`,
      [speech],
    );
    await page.goto(`/board/${speech}/clauses/${proven?.clause}`);
    await page.getByRole('heading', { name: '落实情况' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await faultsOnPaper(page)).toEqual([]);
    await picture(page, 'clause-county-evidence', { inReadme: true });
    await picture(page, 'clause-county-evidence-whole', { whole: true });
    const evidence = page.locator('a[href^="/evidence/"]').first();
    await evidence.click();
    await page.waitForURL(/\/evidence\//);
    await page.getByRole('heading', { level: 1 }).waitFor();

    const small = await stage.person('leader', { viewport: phone });
    await small.goto(`/board/${speech}/clauses/${proven?.clause}`);
    await small.getByRole('heading', { name: '落实情况' }).waitFor();
    expect(await sidewaysOverflow(small)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(small)).toEqual([]);
    await picture(small, 'clause-390', { whole: true });
  });

  it('sees exactly the figures change that rest on one fact', async () => {
    const page = await stage.person('leader');
    await openBoard(page, speech);
    const before = await onScreen(page);
    const [task] = await stage.sql<{ id: string; due: string; body: string; title: string; number: string }>(
      `select t.id, t.due_on::text as due, n.name as body, c.title, c.number from tasks t
       join requirements r on r.tenant_id = t.tenant_id and r.id = t.requirement_id
       join clauses c on c.tenant_id = t.tenant_id and c.version_id = r.version_id and c.key = t.clause_key
       join organisation_names n on n.tenant_id = t.tenant_id and n.organisation_id = t.lead_body_id
         and n.kind = 'official' and n.superseded_at is null
       where t.directive_id = $1 and t.state = 'inProgress' and t.due_on > '2026-07-05' and not t.escalated
         and t.leader_person_id is null order by t.id limit 1`,
      [speech],
    );
    if (!task) throw new Error('The demo has no open task that is due later');
    await stage.sql('update tasks set due_on = $2 where id = $1', [task.id, '2026-06-11']);
    await openBoard(page, speech);
    const after = await onScreen(page);
    const changed = [...new Set([...before.keys(), ...after.keys()])]
      .filter((title) => before.get(title) !== after.get(title))
      .map((title) => /“(.+)”/.exec(title)?.[1] ?? title);

    const [, month, day] = /^\d+-(\d+)-(\d+)$/.exec(task.due) ?? [];
    const clause = clauseLabel(task.number, task.title);
    const must = [
      '逾期未完成',
      // An open task counts against punctuality once its day has passed.
      '按时完成率',
      `${clause}：逾期`,
      `${task.body}，${task.title}：逾期`,
      `合计，${task.title}：逾期`,
      `${task.body}，合计：逾期`,
      '2026年6月11日到期的任务',
      '2026年6月11日到期、逾期未完成的任务',
      `2026年${Number(month)}月${Number(day)}日到期的任务`,
    ];
    // The three bodies with the most late tasks are named in the answer; which they are may change with it.
    const may = /^政协.+委员会 逾期未完成$/;
    expect(changed.filter((label) => !may.test(label)).sort()).toEqual([...must].sort());
    const late = (map: Map<string, string>) => Number(map.get('查看“逾期未完成”的依据'));
    expect(late(after)).toBe(late(before) + 1);
  });
});

describe('a 批示', () => {
  it('with lead and due day becomes a task at once, from the phone', async () => {
    const page = await stage.person('leader', { viewport: phone });
    await openBoard(page, speech);
    await button(page, '批示').first().tap();
    await dialog(page).getByLabel('批示内容').fill('请提案委员会月底前把委员履职档案抽查一遍，报我阅。');
    await dialog(page)
      .getByRole('combobox', { name: /牵头单位/ })
      .fill('提案委员会');
    await dialog(page)
      .getByRole('option', { name: /^云汀市政协提案委员会(?!党支部)/ })
      .click();
    await dialog(page)
      .getByLabel(/^完成时限/)
      .fill('2026-06-30');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'instruction-390');
    await button(page, '发出批示').tap();
    await dialog(page).getByText('批示已下发为任务。').waitFor();
    await dialog(page).getByRole('link', { name: '查看任务' }).tap();
    await page.waitForURL(/\/t\//);
    const id = /\/t\/([0-9a-f-]+)/.exec(page.url())?.[1];
    const [task] = await stage.sql(
      `select t.state, t.due_on::text as due, d.kind, n.name as lead, t.accountable_person_id is not null as named
       from tasks t join directives d on d.tenant_id = t.tenant_id and d.id = t.directive_id
       join organisation_names n on n.tenant_id = t.tenant_id and n.organisation_id = t.lead_organisation_id
         and n.kind = 'official' and n.superseded_at is null where t.id = $1`,
      [id],
    );
    expect(task).toEqual({
      state: 'dispatched',
      due: '2026-06-30',
      kind: 'instruction',
      lead: '云汀市政协提案委员会',
      named: true,
    });
  });

  it('without them waits in the clerk’s queue', async () => {
    const words = '请研究如何减轻基层填表负担。';
    const page = await stage.person('leader');
    await openBoard(page, speech);
    await button(page, '批示').first().click();
    await dialog(page).getByLabel('批示内容').fill(words);
    await button(dialog(page), '发出批示').click();
    await dialog(page).getByText('批示已转办公室经办，分解后即下发。').waitFor();
    await button(dialog(page), '知道了').click();
    await page.getByText(words).first().waitFor();

    const clerk = await stage.person('clerk');
    await clerk.goto('/');
    const waiting = clerk.getByRole('listitem').filter({ hasText: words });
    await waiting.getByRole('link', { name: '去分解下发' }).click();
    await clerk.waitForURL(/\/assign$/);
    await clerk.getByText(words).first().waitFor();
    await picture(clerk, 'instruction-assign-1440');
  });

  it('about one task in the list of what needs the leader keeps its thread, and waits in the clerk’s queue under its name', async () => {
    const words = '这一项请再快一些，周五前说明难点。';
    const page = await stage.person('leader');
    await openBoard(page, speech);
    const needed = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: '批示' }) })
      .first();
    const action = await needed.getByRole('link').first().innerText();
    const taskId = (await needed.getByRole('link').first().getAttribute('href'))?.replace('/t/', '');
    await button(needed, '批示').click();
    await dialog(page).getByText(`关于：${action}`).waitFor();
    await dialog(page).getByLabel('批示内容').fill(words);
    await button(dialog(page), '发出批示').click();
    await button(dialog(page), '知道了').click();
    const thread = page.getByRole('listitem').filter({ hasText: words });
    await thread.getByText('待经办分解').waitFor();
    const named = /关于“(.+?)…?”的批示/.exec(await thread.innerText())?.[1] ?? 'nothing';
    expect(action.startsWith(named)).toBe(true);
    const about = await stage.sql(
      `select s.task_id as task from instruction_subjects s join directive_versions v on v.tenant_id = s.tenant_id
         and v.directive_id = s.id where v.text = $1`,
      [words],
    );
    expect(about).toEqual([{ task: taskId }]);

    const clerk = await stage.person('clerk');
    await clerk.goto('/');
    const waiting = clerk.getByRole('listitem').filter({ hasText: words });
    await waiting.getByText(`关于“${named}`).waitFor();
    await waiting.getByRole('link', { name: '去分解下发' }).waitFor();
  });
});

it('reads all documents at once, and reads and writes English', async () => {
  const page = await stage.person('leader');
  await page.goto('/board');
  await page.getByRole('link', { name: '在全市政协系统党的建设工作推进会上的讲话' }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'boards-1440', { whole: true });

  const english = await stage.person('leader', { language: 'en' });
  await english.goto(`/board/${speech}`);
  await english.getByRole('heading', { name: 'Clause by clause' }).waitFor();
  await picture(english, 'board-1440-en');
  await button(english, 'Instruct').first().click();
  await dialog(english).getByText('With lead and due day it becomes a task at once').waitFor();
  await dialog(english).getByLabel('What you want done').fill('Please report on the forms that could be dropped.');
  await button(dialog(english), 'Send').click();
  await dialog(english).getByText('The instruction went to the office, which will dispatch it.').waitFor();
});
