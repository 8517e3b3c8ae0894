import { readDocument } from '@xieli/directive';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFeatures } from '../../features.ts';
import type { figuresContract } from '../../platform/figures/contract.ts';
import type { Figure } from '../../platform/figures/figure.ts';
import type { Output } from '../../platform/http/contract.ts';
import { ask, dispatched, done, dueOn, type Refusal, sentenceEvidence } from '../../testing/tasks.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { papersContract } from './contract.ts';

type Routes = typeof papersContract;
type Paper = Output<Routes['GET /api/papers/:paperId']>;
type Listed = Output<Routes['GET /api/papers']>;
type Facts = Output<(typeof figuresContract)['GET /api/figures/:figureId/facts']>;

let world: World;
let fengyu: string;
let directiveId: string;
let late: string;
let open: string;

beforeAll(async () => {
  world = await testWorld({ features: allFeatures });
  fengyu = world.organisation('政协枫屿县委员会');
  const document = await dispatched(world, [
    ask([fengyu], { action: '建立联系群众台账', deadline: dueOn('2026-07-01'), hardness: 'hard' }),
    ask([fengyu], { action: '开展民主评议', deadline: dueOn('2026-12-01') }),
  ]);
  directiveId = document.directiveId;
  [late, open] = document.taskIds as [string, string];
  await done(world, 'fengyu', late, 'progress', { text: '已建三户', evidence: [sentenceEvidence('台账')] });
  await world.moveTo('2026-07-10');
});
afterAll(() => world.close());

const call = <T>(
  key: Parameters<ReturnType<World['as']>['call']>[0],
  input: object = {},
  options: { username?: string; actionId?: string; language?: 'en' } = {},
) => {
  const { username = 'clerk', ...more } = options;
  return world.as(username).call<T>(key, input, more);
};

async function drafted(kind: string, bodyId: string | null = null): Promise<Paper> {
  const { status, body } = await call<{ paperId: string }>('POST /api/papers', { body: { kind, directiveId, bodyId } });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return paper(body.paperId);
}

async function paper(paperId: string, username = 'clerk'): Promise<Paper> {
  const { status, body } = await call<Paper>('GET /api/papers/:paperId', { params: { paperId } }, { username });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

let serial = 0;
function issuing({ id, version }: Paper, change: object = {}) {
  serial += 1;
  const number = { code: '云协发', year: 2026, serial };
  return { params: { paperId: id }, body: { version, number, datedOn: '2026-07-10', ...change } };
}

async function issued(kind: string, bodyId: string | null = null): Promise<Paper> {
  const draft = await drafted(kind, bodyId);
  const { status, body } = await call('POST /api/papers/:paperId/issue', issuing(draft));
  if (status !== 200) throw new Error(JSON.stringify(body));
  return paper(draft.id);
}

async function factsOf(figure: Figure | undefined, username = 'clerk'): Promise<Facts> {
  const token = new URL(figure?.facts ?? '', 'http://x').searchParams.get('token') ?? '';
  const asked = { params: { figureId: figure?.id ?? '' }, query: { token } };
  const { status, body } = await call<Facts>('GET /api/figures/:figureId/facts', asked, { username });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

function wordsIn({ flow }: Paper): string {
  const lines = flow.lines.flatMap((placed) => {
    if (placed.kind === 'line') return [placed.spans];
    return placed.kind === 'table' ? placed.rows.flat() : [];
  });
  return lines.map((spans) => spans.map(({ text }) => text).join('')).join('\n');
}

describe('a draft', () => {
  it('shows the figures of the day, names whom it addresses and lists what is late', async () => {
    const letter = await drafted('urgingLetter', fengyu);
    expect(letter).toMatchObject({ state: 'draft', number: null, words: { recipients: ['政协枫屿县委员会'] } });
    expect(letter.figures.late).toMatchObject({ id: 'tasks.unsubmitted', value: 1, asOf: '2026-07-10' });
    expect(wordsIn(letter)).toContain('逾期未提交1项');
    expect(wordsIn(letter)).toContain('建立联系群众台账');
    expect(wordsIn(letter)).not.toContain('开展民主评议');
  });

  it('is not made where there is nothing to say', async () => {
    const other = world.organisation('政协雪浦县委员会');
    const nothing = { body: { kind: 'urgingLetter', directiveId, bodyId: other } };
    expect((await call<Refusal>('POST /api/papers', nothing)).body.detail).toContain('没有逾期');
    expect((await call<Refusal>('POST /api/papers', nothing, { language: 'en' })).body.detail).toContain(
      'no late task that is not submitted',
    );
    const itself = { body: { kind: 'urgingLetter', directiveId, bodyId: world.organisation('政协云汀市委员会') } };
    expect((await call<Refusal>('POST /api/papers', itself)).body.detail).toContain('本机关');
    const nobody = await call<Refusal>('POST /api/papers', { body: { kind: 'urgingLetter', directiveId } });
    expect([nobody.status, nobody.body.field]).toEqual([400, 'bodyId']);
  });

  it('takes the clerk’s words, and says so where another was faster', async () => {
    const draft = await drafted('progressCircular');
    const body = { ...draft.words, opening: '现将有关情况通报如下。', version: draft.version };
    const input = { params: { paperId: draft.id }, body };
    expect((await call('POST /api/papers/:paperId/words', input)).status).toBe(200);
    const stale = await call<Refusal>('POST /api/papers/:paperId/words', input);
    expect([stale.status, stale.body.current?.opening]).toEqual([409, '现将有关情况通报如下。']);
    expect(wordsIn(await paper(draft.id))).toContain('现将有关情况通报如下。');
  });

  it('refuses words that the format does not allow, and keeps nothing of them', async () => {
    const draft = await drafted('dispatchNotice');
    const body = { ...draft.words, title: '关于任务的通知。', version: draft.version };
    const input = { params: { paperId: draft.id }, body };
    const refusal = await call<Refusal>('POST /api/papers/:paperId/words', input);
    expect([refusal.status, refusal.body.errors]).toEqual([422, [{ field: 'title', detail: '标题末尾不用标点' }]]);
    expect(await paper(draft.id)).toEqual(draft);
  });

  it('can be discarded and is then gone', async () => {
    const draft = await drafted('dispatchNotice');
    const input = { params: { paperId: draft.id }, body: { version: draft.version } };
    expect((await call('POST /api/papers/:paperId/discard', input)).status).toBe(200);
    expect((await call('GET /api/papers/:paperId', { params: { paperId: draft.id } })).status).toBe(404);
  });
});

describe('an issued paper', () => {
  it('keeps its figures and what they counted, whatever becomes of the tasks', async () => {
    const circular = await issued('progressCircular');
    expect(circular).toMatchObject({ state: 'issued', number: `云协发〔2026〕${serial}号`, asOf: '2026-07-10' });
    const before = await factsOf(circular.figures.late);
    expect(before).toMatchObject({ numerator: 1, asOf: '2026-07-10', items: [{ id: late, link: `/t/${late}` }] });
    await world.owner.query("UPDATE tasks SET state = 'closed', finished_on = '2026-07-11' WHERE id = $1", [late]);
    await world.moveTo('2026-12-20');
    const later = await paper(circular.id, 'leader');
    expect([later.figures, later.flow]).toEqual([circular.figures, circular.flow]);
    expect(await factsOf(later.figures.late, 'leader')).toMatchObject({ numerator: 1, items: [{ id: late }] });
    expect((await factsOf(later.figures.closed)).items.map(({ id, counted }) => [id, counted]).sort()).toEqual(
      [
        [late, false],
        [open, false],
      ].sort(),
    );
    const fresh = await drafted('progressCircular');
    expect(fresh.figures.late).toMatchObject({ value: 1, asOf: '2026-12-20' });
    expect((await factsOf(fresh.figures.late)).items.map(({ id }) => id)).toEqual([open]);
    await world.owner.query("UPDATE tasks SET state = 'inProgress', finished_on = NULL WHERE id = $1", [late]);
    await world.moveTo('2026-12-21');
  });

  it('is not changed any more', async () => {
    const notice = await issued('dispatchNotice');
    const input = { params: { paperId: notice.id }, body: { ...notice.words, version: notice.version } };
    expect((await call('POST /api/papers/:paperId/words', input)).status).toBe(409);
    expect((await call('POST /api/papers/:paperId/issue', issuing(notice, { datedOn: '2026-12-21' }))).status).toBe(
      409,
    );
    expect(notice.can.map(({ allowed }) => allowed)).toEqual([false, false, false]);
  });

  it('has a number of its own, of the year of its date', async () => {
    const taken = await issued('dispatchNotice');
    const draft = await drafted('dispatchNotice');
    expect(draft.proposedNumber).toEqual({ code: '云协发', year: 2026, serial: serial + 1 });
    const number = { code: '云协发', year: 2026, serial };
    const again = await call<Refusal>('POST /api/papers/:paperId/issue', issuing(draft, { number }));
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining(taken.words.title)]);
    const otherYear = issuing(draft, { datedOn: '2027-01-04' });
    expect((await call<Refusal>('POST /api/papers/:paperId/issue', otherYear)).body.field).toBe('number.year');
    const { rows } = await world.owner.query('SELECT count(*)::int AS kept FROM paper_figures WHERE paper_id = $1', [
      draft.id,
    ]);
    expect(rows).toEqual([{ kept: 0 }]);
  });

  it('is issued once, however often the button is pressed', async () => {
    const draft = await drafted('progressCircular');
    const [input, actionId] = [issuing(draft), v7()];
    const first = await call('POST /api/papers/:paperId/issue', input, { actionId });
    const second = await call('POST /api/papers/:paperId/issue', input, { actionId });
    expect([first.status, second.status, second.repeated, second.body]).toEqual([200, 200, true, first.body]);
  });
});

describe('the file of a paper', () => {
  it('says what the page says', async () => {
    const letter = await issued('urgingLetter', fengyu);
    const { bytes, headers } = await call('GET /api/papers/:paperId/file', { params: { paperId: letter.id } });
    expect(String(headers['content-disposition'])).toContain(encodeURIComponent(`${letter.number} `));
    const read = await readDocument(bytes, 'letter.docx');
    expect(read).toMatchObject({ ok: true });
    // A title is broken into lines.
    const text = JSON.stringify(read).replaceAll('\\n', '');
    for (const words of [letter.words.title, letter.number ?? '', '建立联系群众台账']) expect(text).toContain(words);
  });
});

describe('what was handed in', () => {
  it('is told apart and urges nobody, though it counts as late until it is verified', async () => {
    const xuepu = world.organisation('政协雪浦县委员会');
    const contents = [
      ask([xuepu], { action: '报送调研选题', deadline: dueOn('2027-01-05') }),
      ask([xuepu], { action: '组织读书分享', deadline: dueOn('2027-01-05') }),
    ];
    const other = await dispatched(world, contents);
    const [submitted, missing] = other.taskIds as [string, string];
    await done(world, 'xuepu', submitted, 'submit', { text: '已报送', evidence: [sentenceEvidence('选题表')] });
    await world.moveTo('2027-01-10');
    const draft = async (kind: string, bodyId: string | null) => {
      const asked = { body: { kind, directiveId: other.directiveId, bodyId } };
      return call<{ paperId: string } & Refusal>('POST /api/papers', asked);
    };
    const letter = await paper((await draft('urgingLetter', xuepu)).body.paperId);
    const circular = await paper((await draft('progressCircular', null)).body.paperId);
    for (const said of [letter, circular]) {
      expect(said.figures).toMatchObject({ late: { value: 1 }, toVerify: { value: 1 } });
      expect((await factsOf(said.figures.late)).items.filter(({ counted }) => counted).map(({ id }) => id)).toEqual([
        missing,
      ]);
      expect(wordsIn(said)).toContain('组织读书分享');
      expect(wordsIn(said)).not.toContain('报送调研选题');
    }
    await done(world, 'xuepu', missing, 'submit', { text: '已办', evidence: [sentenceEvidence('照片说明')] });
    expect((await draft('urgingLetter', xuepu)).body.detail).toContain('没有逾期未提交');
  });
});

describe('who may', () => {
  it('read: the office, verifiers and leaders; nobody of a county', async () => {
    const { items } = (await call<Listed>('GET /api/papers', { query: { state: 'issued' } }, { username: 'leader' }))
      .body;
    expect(items.length).toBeGreaterThan(2);
    for (const username of ['fengyu', 'secretary', 'inspector'])
      expect((await call('GET /api/papers', {}, { username })).status).toBe(403);
  });

  it('write: the office alone', async () => {
    const draft = await drafted('progressCircular');
    for (const username of ['leader', 'verifier'])
      expect((await call('POST /api/papers/:paperId/issue', issuing(draft), { username })).status).toBe(403);
    expect((await paper(draft.id, 'leader')).can.map(({ allowed }) => allowed)).toEqual([false, false, false]);
  });
});
