import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '../server/src/demo/index.ts';
import { circular, takenIn } from './incoming.ts';
import { accessibilityFaults, openStage, picture, type Stage } from './stage.ts';
import { act } from './work.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.person('clerk');
});
afterAll(() => stage.close());

const issuedOn = '2026-06-16';
const button = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const card = (action: string) => page.getByRole('article').filter({ hasText: action });

const filing = '在9月底前完成委员履职档案建档工作';
const visits = '每季度至少开展2次走访委员活动';
const branches = '完成专委会党支部组建工作';
const stations = '鼓励有条件的县（市、区）政协设立委员服务驿站';

/** A confirmed document of which every proposal was accepted. */
async function confirmed(title: string, text = circular): Promise<string> {
  const id = await takenIn(page, { text, title, issuedOn });
  const review = async () => (await page.request.get(`/api/directives/${id}/review`)).json();
  const items = (await review()).requirements.map((one: { id: string; version: number }) => ({
    id: one.id,
    seenVersion: one.version,
  }));
  const decided = await act(page, `/api/directives/${id}/decide`, { items, decision: { kind: 'accept' } });
  const { directive } = await review();
  const done = await act(page, `/api/directives/${id}/confirm`, { seenVersion: directive.currentVersion.version });
  if (decided.status !== 200 || done.status !== 200) throw new Error(`Not confirmed: ${JSON.stringify(done.body)}`);
  return id;
}

async function openPreview(id: string): Promise<void> {
  await page.goto(`/directives/${id}/assign`);
  await page.getByRole('article').first().waitFor();
}

interface Sent {
  action: string;
  lead: string;
  person: string | null;
  basis: string;
  hardness: string;
  evidence: string;
  supporters: string[];
}
async function sent(directiveId: string): Promise<Sent[]> {
  return stage.sql<Sent>(
    `select t.action, n.name as lead, p.name as person, t.accountable_basis as basis, t.hardness,
            t.evidence_expected as evidence,
            array(select sn.name from task_parties s join organisation_names sn
                  on sn.tenant_id = s.tenant_id and sn.organisation_id = s.organisation_id and sn.kind = 'official'
                  and sn.superseded_at is null where s.tenant_id = t.tenant_id and s.task_id = t.id) as supporters
     from tasks t
     join organisation_names n on n.tenant_id = t.tenant_id and n.organisation_id = t.lead_organisation_id
       and n.kind = 'official' and n.superseded_at is null
     left join person_names p on p.tenant_id = t.tenant_id and p.person_id = t.accountable_person_id and p.superseded_at is null
     where t.directive_id = $1 order by t.id`,
    [directiveId],
  );
}

async function organisation(name: string): Promise<{ id: string; version: number }> {
  const { items } = await (await page.request.get(`/api/organisations?search=${encodeURIComponent(name)}`)).json();
  const found = (items as { id: string; name: string }[]).find((one) => one.name === name);
  return (await page.request.get(`/api/organisations/${found?.id}`)).json();
}

describe('assigning', () => {
  let id: string;
  beforeAll(async () => {
    id = await confirmed('分解下发的通知');
  });

  it('begins at the confirmed document and shows one task for each responsible organisation, each with one person', async () => {
    await page.goto(`/directives/${id}/review`);
    await page.getByRole('link', { name: '分解下发' }).click();
    await page.getByText(/将向 \d+ 个单位下发 \d+ 项任务。/).waitFor();
    await card(filing).getByText('9 个牵头单位').click();
    const rows = card(filing).getByRole('table').getByRole('row');
    expect(await rows.count()).toBe(10);
    for (const words of (await rows.allInnerTexts()).slice(1))
      expect(words).toMatch(/政协.+委员会\s+\S+ 联络员\s+2026年9月30日/);
    expect(await card(visits).innerText()).toMatch(
      /云汀市政协提案委员会\s+\S+ 联络员\s+共 3 期.+云汀市政协委员工作委员会/s,
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'assign-1440', { whole: true });
  });

  it('answers a conditional owner with those who match today, and makes a recommendation a soft task', async () => {
    await openPreview(id);
    const without = await stage.sql<{ name: string }>(
      `select n.name from organisation_kinds k join organisation_names n on n.tenant_id = k.tenant_id
         and n.organisation_id = k.organisation_id and n.kind = 'official' and n.superseded_at is null
       where k.kind = 'cppccBody' and not exists (select 1 from organisations b join organisation_kinds bk
         on bk.tenant_id = b.tenant_id and bk.organisation_id = b.id
         where b.tenant_id = k.tenant_id and b.body_id = k.organisation_id and bk.kind = 'committeeBranch')`,
    );
    expect(without.length).toBeGreaterThan(1);
    await card(branches).getByText(`条件对象：今天符合条件的有 ${without.length} 个单位`).waitFor();
    const words = await card(branches).innerText();
    for (const { name } of without) expect(words).toContain(name);
    expect(await card(stations).innerText()).toContain('软任务');
  });

  it('says what each body receives and what it carries already, and each number opens its facts', async () => {
    await openPreview(id);
    const bodies = page.getByRole('listitem').filter({ hasText: '本月在办' });
    expect(await bodies.count()).toBe(10);
    const loads = bodies.filter({ hasText: '政协枫屿县委员会' }).getByRole('button');
    const shown = Number((await loads.first().innerText()).match(/\d+$/)?.[0]);
    expect(shown).toBeGreaterThan(0);
    await loads.first().click();
    await dialog().getByRole('listitem').first().waitFor();
    expect(await dialog().getByRole('listitem').count()).toBe(shown);
    await dialog().getByRole('listitem').first().getByRole('link').click();
    await page.waitForURL(/\/t\//);
  });

  it('tells the tasks of one series apart by their periods', async () => {
    await openPreview(id);
    const city = page.getByRole('listitem').filter({ hasText: '本月在办' }).filter({ hasText: visits }).first();
    // A committee of the city has a line of its own below the city.
    const load = city.getByRole('listitem').filter({ hasText: /^云汀市政协提案委员会本次收到/ });
    await load.getByText(/本次收到 \d+ 项/).click();
    const rows = await load.getByRole('listitem').filter({ hasText: visits }).allInnerTexts();
    expect(rows.length).toBe(3);
    expect(new Set(rows).size).toBe(3);
    for (const words of rows) expect(words).toMatch(/2026年\d+月1日至2026年\d+月3[01]日/);
    await picture(page, 'assign-receives-1440');
  });

  it('shows where the same is being asked already', async () => {
    const again = await confirmed(
      '重复要求的通知',
      circular.replace('做好委员履职服务工作', '再次做好委员履职服务工作'),
    );
    await dispatchNow(id);
    await openPreview(again);
    const overlap = page.getByRole('listitem').filter({ hasText: '政协枫屿县委员会' }).getByRole('button').nth(1);
    const shown = Number((await overlap.innerText()).match(/\d+$/)?.[0]);
    expect(shown).toBeGreaterThan(3);
    await overlap.click();
    await dialog().getByRole('listitem').filter({ hasText: filing }).first().waitFor();
    expect(await dialog().getByRole('listitem').count()).toBe(shown);
    await picture(page, 'assign-overlaps-1440');
  });

  /** Dispatches the document by the button of its preview. */
  async function dispatchNow(directiveId: string): Promise<void> {
    await openPreview(directiveId);
    await button(page, '下发').click();
    await button(dialog(), '下发').click();
    await page.getByText(/已下发 \d+ 项任务/).waitFor();
  }
});

/** Names this person wherever the preview says that nobody is accountable. */
async function nameEverywhere(person: string): Promise<void> {
  const missing = button(page, '指定责任人');
  for (let left = await missing.count(); left > 0; left = await missing.count()) {
    await missing.first().click();
    await dialog().getByRole('combobox', { name: '责任人' }).fill(person);
    await dialog().getByRole('option').first().click();
    await button(dialog(), '确定').click();
    await expect.poll(() => missing.count()).toBeLessThan(left);
  }
}

/** How often this browser keeps choices for the document. */
const keptIn = (where: Page, directiveId: string) =>
  where.evaluate<number>(`Object.keys(localStorage).filter((name) => name.includes('${directiveId}')).length`);

describe('dispatching', () => {
  it('to nobody is impossible: what stands in the way is named, and naming a person lets it through', async () => {
    const fengyu = await organisation('政协枫屿县委员会');
    const { items: held } = await (await page.request.get(`/api/organisations/${fengyu.id}/posts`)).json();
    const liaison = (held as { id: string; post: string; person: { name: string } }[]).find(
      (one) => one.post === 'liaison',
    );
    const ended = await act(page, `/api/posts/${liaison?.id}/end`, { lastDay: '2026-06-16', reason: '调离' });
    expect(ended.status).toBe(200);

    const id = await confirmed('无人负责的通知');
    await openPreview(id);
    await page.getByRole('heading', { name: '需要处理' }).waitFor();
    await page.getByText(/还有 \d+ 处需要处理，处理完才能下发。/).waitFor();
    await page.getByText('政协枫屿县委员会及其所在机构没有联络员，请指定责任人').first().waitFor();
    expect(await button(page, '下发').isDisabled()).toBe(true);
    await picture(page, 'assign-blocked-1440');

    await nameEverywhere(liaison?.person.name ?? '');
    await expect.poll(() => button(page, '下发').isDisabled()).toBe(false);
    expect(await page.getByText(/处理完才能下发/).count()).toBe(0);
  });

  it('lets her say what evidence would show it done, leave one out with a reason, and sends all of it at once', async () => {
    const id = await confirmed('逐项调整的通知');
    await openPreview(id);
    await button(card(stations), '调整这项要求').click();
    await dialog().getByLabel('可用的佐证').fill('设立驿站的通知或照片');
    await picture(page, 'assign-change-1440');
    await button(dialog(), '确定').click();
    await button(card(branches), '调整这项要求').click();
    await dialog().getByRole('checkbox', { name: '不下发' }).check();
    expect(await button(dialog(), '确定').isDisabled()).toBe(true);
    await dialog().getByLabel('不下发的原因').fill('已随年初的讲话下发');
    await button(dialog(), '确定').click();
    await card(branches).getByText('不下发：已随年初的讲话下发').waitFor();
    await page.getByText('您已调整 2 处，保存在这台设备的浏览器里').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await card(branches).getByText('不下发：已随年初的讲话下发').waitFor();
    // What is kept for a tab alone would not be found in another one.
    const later = await page.context().newPage();
    await later.goto(`/directives/${id}/assign`);
    await later.getByText('您已调整 2 处').waitFor();
    await later.getByText('不下发：已随年初的讲话下发').waitFor();
    await later.close();
    await nameEverywhere('施若驰');
    const promised = Number(/下发 (\d+) 项任务/.exec(await page.getByText(/将向 \d+ 个单位/).innerText())?.[1]);
    await button(page, '下发').click();
    await dialog().getByText(`共 ${promised} 项`).waitFor();
    const shares = await dialog().getByRole('listitem').allInnerTexts();
    expect(shares.reduce((sum, words) => sum + Number(/：(\d+) 项$/.exec(words)?.[1]), 0)).toBe(promised);
    expect(shares.filter((words) => words.startsWith('云汀市政协提案委员会：'))).toHaveLength(1);
    await dialog().getByText(`下发给 ${shares.length} 个单位`).waitFor();
    await picture(page, 'assign-dispatch-1440');
    await button(dialog(), '下发').click();
    await page.getByText(`已下发 ${promised} 项任务`).waitFor();
    expect(await keptIn(page, id)).toBe(0);

    const tasks = await sent(id);
    expect(tasks).toHaveLength(promised);
    expect(tasks.filter((task) => task.person === null)).toEqual([]);
    expect(tasks.filter((task) => task.action === branches)).toEqual([]);
    const leads = tasks.filter((task) => task.action === filing).map((task) => task.lead);
    expect(new Set(leads).size).toBe(9);
    expect(leads).toHaveLength(9);
    expect(tasks.filter((task) => task.action === stations).map((task) => `${task.hardness} ${task.evidence}`)).toEqual(
      Array.from({ length: 9 }, () => 'soft 设立驿站的通知或照片'),
    );
    expect(tasks.find((task) => task.action === visits)).toMatchObject({
      lead: '云汀市政协提案委员会',
      supporters: ['云汀市政协委员工作委员会'],
    });
    await page.getByRole('link', { name: '查看任务' }).click();
    await page.waitForURL(/\/tasks\?directiveId=/);
  });

  it('keeps what she settled on her device, says so, and clears it when it is given up and when she signs out', async () => {
    const id = await confirmed('先放一放的通知');
    const desk = await stage.person(null);
    // A sign-in of its own: ending the other would end it for the whole journey.
    await desk.request.post('/api/session', { data: { username: 'clerk', password: demoPassword } });
    const leaveOut = async () => {
      const branch = desk.getByRole('article').filter({ hasText: branches });
      await button(branch, '调整这项要求').click();
      await desk.getByRole('dialog').getByRole('checkbox', { name: '不下发' }).check();
      await desk.getByRole('dialog').getByLabel('不下发的原因').fill('另行安排');
      await button(desk.getByRole('dialog'), '确定').click();
      await desk.getByText('您已调整 1 处').waitFor();
    };
    await desk.goto(`/directives/${id}/assign`);
    await leaveOut();
    await button(desk, '全部恢复文件原意').click();
    await button(desk.getByRole('dialog'), '全部恢复文件原意').click();
    await desk.getByText('您已调整').waitFor({ state: 'detached' });
    expect(await keptIn(desk, id)).toBe(0);
    await leaveOut();
    expect(await keptIn(desk, id)).toBe(1);
    await desk.goto('/me');
    await button(desk, '退出登录').click();
    await desk.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(await keptIn(desk, id)).toBe(0);
  });

  it('sends nothing when an organisation was dissolved in between, and shows the difference', async () => {
    const text = [
      '云汀市政协办公室关于整理委员作业的通知',
      '市政协各专委会：',
      '经济委员会党支部、提案委员会党支部要在9月底前完成委员作业汇编工作。',
      '云汀市政协办公室',
      '2026年6月16日',
    ].join('\n');
    const id = await confirmed('撤并之间的通知', text);
    await openPreview(id);
    const name = '云汀市政协经济委员会党支部';
    await page.getByText('将向 2 个单位下发 2 项任务。').waitFor();
    const economy = await organisation(name);
    const dissolved = await act(page, `/api/organisations/${economy.id}/dissolve`, {
      on: '2026-06-17',
      reason: '机构调整，并入其他专委会',
      successorId: null,
      seenVersion: economy.version,
    });
    expect(dissolved.status).toBe(200);
    await button(page, '下发').click();
    await button(dialog(), '下发').click();
    await dialog().getByText('预览之后情况有变化，请核对变化后重新下发').waitFor();
    await button(dialog(), '取消').click();
    await page
      .getByRole('listitem')
      .filter({ hasText: `有变化：${name}` })
      .waitFor();
    await page.getByText(`${name}已撤销，请改选单位或排除`).first().waitFor();
    await picture(page, 'assign-changed-1440');
    expect(await sent(id)).toEqual([]);
    await button(page, '重新核对').click();
    await page.getByText(/还有 1 处需要处理/).waitFor();
    expect(await button(page, '下发').isDisabled()).toBe(true);
  });
});

describe('a county founds its branch after the dispatch', () => {
  let speech: string;
  beforeAll(async () => {
    const [row] = await stage.sql<{ id: string }>(`select id from directives where kind = 'speech'`);
    speech = row?.id ?? '';
  });

  const conditionalTasks = () =>
    stage.sql<{ id: string; body: string; name: string; state: string }>(
      `select t.id, t.lead_body_id as body, n.name, t.state from tasks t
       join requirements r on r.tenant_id = t.tenant_id and r.id = t.requirement_id
       join organisation_names n on n.tenant_id = t.tenant_id and n.organisation_id = t.lead_body_id
         and n.kind = 'official' and n.superseded_at is null
       where t.directive_id = $1 and t.state in ('dispatched', 'acknowledged', 'inProgress', 'returned')
         and exists (select 1 from jsonb_array_elements(r.content->'owners') o where o->'query' <> 'null')
       order by t.id`,
      [speech],
    );
  const task = async (id: string) => {
    const [row] = await stage.sql<{ state: string }>('select state from tasks where id = $1', [id]);
    return row?.state;
  };

  it('shows the difference on first sight and leaves the task as it is', async () => {
    await page.goto(`/directives/${speech}/assign`);
    await page.getByText(/下发后有 \d+ 个责任单位发生变化/).waitFor();
    await page.getByRole('link', { name: '查看责任对象变化' }).click();
    await page.getByRole('heading', { name: '不再符合条件的单位' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: '党支部已于' }).count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'differences-1440');
  });

  it('asks for verification with the founding as evidence, withdraws with a reason, keeps: nothing of it happens by itself', async () => {
    const open = await conditionalTasks();
    const bodies = new Map(open.map((one) => [one.body, one.name]));
    for (const [body, name] of bodies) await foundBranch(body, name);
    for (const one of open) expect(await task(one.id)).toBe(one.state);
    const [first, second, third] = open;
    if (!first || !second || !third)
      throw new Error('The demo has fewer than three open tasks with a conditional owner');

    await page.goto(`/t/${first.id}`);
    await page.getByText('不再属于下发时的责任对象').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'difference-1440');
    await button(page, '以设立登记提请核验').click();
    await button(dialog(), '以设立登记提请核验').click();
    await expect.poll(() => task(first.id)).toBe('submitted');
    await page
      .getByRole('link', { name: /设立.+党支部/ })
      .first()
      .waitFor();

    await page.goto(`/t/${second.id}`);
    await page.getByText('责任对象有变化').waitFor();
    await button(page, '撤回').first().click();
    expect(await button(dialog(), '撤回').isDisabled()).toBe(true);
    await dialog().getByRole('textbox', { name: '原因' }).fill('支部已经成立，无需再办');
    await button(dialog(), '撤回').click();
    await expect.poll(() => task(second.id)).toBe('withdrawn');

    await page.goto(`/t/${third.id}`);
    await button(page, '保持不变').click();
    await dialog().getByRole('textbox', { name: '原因' }).fill('支部虽已成立，备案材料仍需报送');
    await button(dialog(), '保持不变').click();
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await task(third.id)).toBe(third.state);
    await page.goto(`/directives/${speech}/differences`);
    await page.getByRole('listitem').filter({ hasText: third.name }).getByText('已决定保持').first().waitFor();
  });

  /** Founds a committee branch of this county by the page of its organisation. */
  async function foundBranch(bodyId: string, bodyName: string): Promise<void> {
    await page.goto(`/organisations/${bodyId}`);
    await button(page, '设立组织').click();
    await dialog().getByLabel('类别').selectOption('committeeBranch');
    const committee = dialog().getByRole('checkbox').first();
    await committee.check();
    await dialog().getByLabel('名称').fill(`${bodyName}第一联合党支部`);
    await dialog()
      .getByLabel(/^批准文件/)
      .fill('县直工委〔2026〕21号');
    await button(dialog(), '设立组织').click();
    await page.getByRole('heading', { level: 1, name: `${bodyName}第一联合党支部` }).waitFor();
  }
});
