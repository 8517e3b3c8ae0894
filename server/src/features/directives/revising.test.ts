import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output, RouteKey } from '../../platform/http/contract.ts';
import { confirmAll, decide, importSmall, reviewOf, smallDocument } from '../../testing/directives.ts';
import { testWorld, type World } from '../../testing/world.ts';
import { confirmedDirective } from './confirmed.ts';
import type { directivesContract, Requirement } from './contract.ts';
import { directivesRoutes } from './routes.ts';
import { foldActs } from './rules.ts';
import { stateOfRow } from './stepping.ts';
import { allRequirementRows, fullActs } from './store.ts';
import { wholeDirective } from './whole.ts';

type Comparison = Output<(typeof directivesContract)['GET /api/directives/:directiveId/comparison']>;

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [directivesRoutes] });
});
afterAll(() => world.close());

/** One clause put in before the others, one deadline moved, one clause left out. */
const corrected = smallDocument
  .replace('一、建立台账', '一、加强领导\n各县（市、区）政协党组要明确专人负责联络工作。\n二、建立台账')
  .replace('10月15日前', '11月15日前')
  .replace(/二、补齐短板\n.*\n/, '');

const revise = (directiveId: string, seenVersion: number, text: string) =>
  world.as('clerk').call<{ versionId: string; detail: string }>('POST /api/directives/:directiveId/revise', {
    params: { directiveId },
    body: { seenVersion, source: { kind: 'text', text } },
  });
const compared = async (directiveId: string, version?: number) =>
  (
    await world.as('clerk').call<Comparison>('GET /api/directives/:directiveId/comparison', {
      params: { directiveId },
      query: { version },
    })
  ).body;
const wordsOf = (text: string, { start, end }: Requirement) => text.slice(start, end);

async function correctedFresh() {
  const { id } = await importSmall(world);
  await confirmAll(world, id);
  const before = await reviewOf(world, id);
  expect((await revise(id, before.directive.currentVersion.version, corrected)).status).toBe(200);
  return { id, before, draft: await reviewOf(world, id) };
}

it('carries over what the corrected text still asks, with its decision, to the very characters', async () => {
  const { before, draft } = await correctedFresh();
  expect(draft.directive).toMatchObject({ state: 'revising', currentVersion: { number: 2, confirmedAt: null } });
  expect(draft.text).toBe(corrected);
  for (const one of draft.requirements) expect(wordsOf(draft.text, one)).toBe(one.content.action);
  const was = new Map(before.requirements.map((one) => [one.id, one]));
  const kept = draft.requirements.filter((one) => one.decision === 'accepted');
  expect(kept.length).toBeGreaterThan(2);
  for (const one of kept) {
    expect(one.content).toEqual(was.get(one.id)?.content);
    // The clause is the same one, though the document numbers it anew.
    expect(one.clauseKey).toBe(was.get(one.id)?.clauseKey);
    expect(one.undoable).toBe(false);
    expect([one.decidedBy, one.decidedAt]).toEqual([was.get(one.id)?.decidedBy, was.get(one.id)?.decidedAt]);
  }
  const open = draft.requirements.filter((one) => one.decision === 'undecided');
  expect(open.filter((one) => was.has(one.id)).map((one) => one.content.deadline?.to)).toEqual(['2026-11-15']);
  expect(open.filter((one) => !was.has(one.id)).map((one) => one.content.action)).toEqual([
    expect.stringContaining('明确专人负责'),
  ]);
  expect(draft.line).toEqual({ undo: null, redo: null });
});

it('leaves the confirmed version in force, and readable, until the new one is confirmed', async () => {
  const { id, before, draft } = await correctedFresh();
  const context = { db: world.app.connections.tenant(world.tenantId) };
  const inForce = await confirmedDirective(context, id);
  expect(inForce?.requirements.map((one) => one.quote)).toEqual(
    before.requirements.map((one) => wordsOf(before.text, one)),
  );
  await confirmAll(world, id);
  const after = await confirmedDirective(context, id);
  expect(after?.requirements.map((one) => one.quote)).toEqual(
    draft.requirements.map((one) => wordsOf(draft.text, one)),
  );
  expect((await compared(id, 2)).requirements.flatMap((one) => one.before?.action ?? [])).toHaveLength(
    before.requirements.length,
  );
});

it('raises the revision of what was changed, says of what was dropped that it was, and leaves the rest alone', async () => {
  const { id, before, draft } = await correctedFresh();
  await confirmAll(world, id);
  const { rows } = await world.owner.query<{ id: string; revision: number; dropped: boolean }>(
    `SELECT DISTINCT ON (requirement_id) requirement_id AS id, r.revision, dropped FROM requirement_revisions r
     JOIN requirements q ON q.tenant_id = r.tenant_id AND q.id = r.requirement_id
     WHERE q.directive_id = $1 ORDER BY requirement_id, r.revision DESC`,
    [id],
  );
  const now = new Map(rows.map((row) => [row.id, row]));
  const there = new Set(draft.requirements.map((one) => one.id));
  for (const one of before.requirements) {
    const changed = draft.requirements.some((later) => later.id === one.id && later.decision === 'undecided');
    expect(now.get(one.id)).toMatchObject({
      revision: changed || !there.has(one.id) ? 2 : 1,
      dropped: !there.has(one.id),
    });
  }
  expect(before.requirements.filter((one) => !there.has(one.id)).map((one) => one.content.action)).toEqual([
    expect.stringContaining('专委会党支部组建工作'),
  ]);
});

it('compares both texts clause by clause and word by word, and says what became of every requirement', async () => {
  const { id, before } = await correctedFresh();
  const { lines, requirements } = await compared(id);
  const side = (without: string) =>
    lines
      .map((line) => line.pieces.filter((piece) => piece.kind !== without).map((piece) => piece.text))
      .filter((pieces) => pieces.length > 0)
      .map((pieces) => pieces.join(''))
      .join('\n');
  expect([side('added'), side('removed')]).toEqual([smallDocument, corrected]);
  const moved = lines.find((line) => line.fate === 'changed' && line.pieces.some((piece) => piece.text.includes('11')));
  expect(moved?.clause).toContain('二');
  const count = (fate: string) => requirements.filter((one) => one.fate === fate).length;
  expect([count('changed'), count('dropped'), count('added')]).toEqual([1, 1, 1]);
  expect(count('unchanged')).toBe(before.requirements.length - 2);
});

it('knows of a version that asked for nothing that the corrected one asks all anew', async () => {
  const [title] = smallDocument.split('\n');
  const { id } = await importSmall(world, `${title}\n特此说明。`);
  await confirmAll(world, id);
  const { directive, requirements } = await reviewOf(world, id);
  expect(requirements).toEqual([]);
  await revise(id, directive.currentVersion.version, smallDocument);
  const { requirements: found } = await compared(id);
  expect(found.length).toBeGreaterThan(2);
  expect(new Set(found.map((one) => one.fate))).toEqual(new Set(['added']));
});

it('takes along what was dropped, with the version that had it and what was decided of it there', async () => {
  const { id, before, draft } = await correctedFresh();
  const there = new Set(draft.requirements.map((one) => one.id));
  const [dropped] = before.requirements.filter((one) => !there.has(one.id)) as [Requirement];
  const whole = await wholeDirective({ db: world.app.connections.tenant(world.tenantId) }, id);
  expect(whole.requirements.map((one) => one.id).sort()).toEqual([...there, dropped.id].sort());
  const found = whole.requirements.find((one) => one.id === dropped.id);
  expect(found).toMatchObject({ decision: 'gone', earlier: [{ decision: 'accepted' }], revisions: [{ revision: 1 }] });
  const text = whole.versions.find((version) => version.id === found?.versionId)?.text ?? '';
  expect(text.slice(found?.start, found?.end)).toBe(wordsOf(before.text, dropped));
});

it('refuses the same text, a version that was changed meanwhile, and a document that is not confirmed', async () => {
  const { id } = await importSmall(world);
  const open = await reviewOf(world, id);
  expect((await revise(id, open.directive.currentVersion.version, corrected)).status).toBe(409);
  await confirmAll(world, id);
  const { directive } = await reviewOf(world, id);
  expect((await revise(id, directive.currentVersion.version, smallDocument)).status).toBe(400);
  expect((await revise(id, directive.currentVersion.version - 1, corrected)).status).toBe(409);
  expect((await compared(id)) as object).toMatchObject({ status: 404 });
  expect((await reviewOf(world, id)).directive.currentVersion.number).toBe(1);
});

it('finds what a person split, in its two parts, and stores what the acts amount to', async () => {
  const { id } = await importSmall(world);
  const first = await reviewOf(world, id);
  const whole = first.requirements.find((one) => wordsOf(first.text, one).length > 8) as Requirement;
  await world.as('clerk').call('POST /api/requirements/:requirementId/split', {
    params: { requirementId: whole.id },
    body: { seenVersion: whole.version, at: whole.start + 4 },
  });
  await confirmAll(world, id);
  const before = await reviewOf(world, id);
  await revise(id, before.directive.currentVersion.version, `${smallDocument}\n（此件公开发布）`);
  const draft = await reviewOf(world, id);
  expect(draft.requirements.map((one) => [one.id, one.start, one.end, one.decision])).toEqual(
    before.requirements.map((one) => [one.id, one.start, one.end, 'accepted']),
  );
  const [some] = draft.requirements as [Requirement];
  await decide(world, some, { kind: 'reject', reason: '与本市无关' });
  const db = world.app.connections.tenant(world.tenantId);
  for (const directive of await db.selectFrom('directives').select('id').execute()) {
    const rows = await allRequirementRows(db, directive.id);
    const acts = await fullActs(
      db,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const state = stateOfRow(row);
      const own = acts.get(row.id) ?? [];
      expect(state).toEqual(foldActs(row.proposal, state.span, own));
      expect(row.last_seq).toBe(own.length);
    }
  }
});

it('says in the comparison where the versions differ too much to be compared throughout', async () => {
  const { id } = await correctedFresh();
  expect((await compared(id)).tooMuch).toEqual({ lines: false, requirements: false });
  const many = (words: string) => Array.from({ length: 600 }, (_, at) => `第${at}项工作${words}。`).join('\n');
  await world.owner.query(
    `UPDATE directive_versions SET text = CASE number WHEN 1 THEN $2 ELSE $3 END WHERE directive_id = $1`,
    [id, many('按时报送台账'), many('每月报送台账')],
  );
  expect((await compared(id)).tooMuch).toEqual({ lines: true, requirements: false });
  for (const words of ['各县政协要在9月底前完成走访', '各县政协要在11月底前完成调研']) {
    await confirmAll(world, id);
    const { version } = (await reviewOf(world, id)).directive.currentVersion;
    const asking = Array.from({ length: 520 }, (_, at) => `${at + 1}．${words}，第${at}批。`);
    expect((await revise(id, version, [smallDocument, ...asking].join('\n'))).status).toBe(200);
  }
  const found = await compared(id);
  expect(found.tooMuch.requirements).toBe(true);
  expect(found.requirements.filter((one) => one.fate === 'dropped').length).toBeGreaterThan(500);
});

describe('a new version begun by mistake', () => {
  const giveUp = (directiveId: string, seenVersion: number, username = 'clerk') =>
    world.as(username).call<{ versionId: string; title: string }>('POST /api/directives/:directiveId/give-up', {
      params: { directiveId },
      body: { seenVersion },
    });
  /** What the review page shows, without what counts changes. */
  const shown = ({ text, clauses, requirements }: Awaited<ReturnType<typeof reviewOf>>) => ({
    ...{ text, clauses },
    requirements: requirements.map(({ version: _version, undoable: _undoable, ...one }) => one),
  });
  async function decided(directiveId: string) {
    const { requirements } = await reviewOf(world, directiveId);
    for (const one of requirements.slice(0, 2)) {
      const { status } = await world.as('clerk').call('POST /api/directives/:directiveId/decide', {
        params: { directiveId },
        body: { items: [{ id: one.id, seenVersion: one.version }], decision: { kind: 'reject', reason: '看错了' } },
      });
      expect(status).toBe(200);
    }
  }

  it('is given up: the confirmed one is the newest again, with every requirement as it was', async () => {
    const { id, before, draft } = await correctedFresh();
    await decided(id);
    expect(draft.directive.can.find((one) => one.action === 'giveUp')?.allowed).toBe(true);
    const stale = await giveUp(id, draft.directive.currentVersion.version + 1);
    expect(stale.status).toBe(409);
    expect((await giveUp(id, draft.directive.currentVersion.version, 'verifier')).status).toBe(403);
    const answer = await giveUp(id, draft.directive.currentVersion.version);
    expect([answer.status, answer.body.versionId]).toEqual([200, before.directive.currentVersion.id]);
    const after = await reviewOf(world, id);
    expect(after.directive).toMatchObject({ state: 'confirmed', currentVersion: before.directive.currentVersion });
    expect(shown(after)).toEqual(shown(before));
    expect((await giveUp(id, after.directive.currentVersion.version)).body.title).toBe('directives.nothingToGiveUp');
  });

  it('is told from what stays on record: the acts fold to what is stored, the reading is the one before', async () => {
    const { id } = await correctedFresh();
    await decided(id);
    const db = world.app.connections.tenant(world.tenantId);
    const { directive } = await reviewOf(world, id);
    expect((await giveUp(id, directive.currentVersion.version)).status).toBe(200);
    const rows = await allRequirementRows(db, id);
    const acts = await fullActs(
      db,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const span = { start: row.start_at, end: row.end_at };
      const { content, decision, reason } = row;
      expect(foldActs(row.proposal, span, acts.get(row.id) ?? [])).toEqual({ content, decision, reason, span });
      if (row.decision !== 'gone') expect(row.proposal).toEqual(row.content);
    }
    expect(rows.some((row) => row.decision === 'gone')).toBe(true);
    const { rows: audited } = await world.owner.query(
      `SELECT details FROM audit_entries WHERE action = 'POST /api/directives/:directiveId/give-up' ORDER BY business_at DESC LIMIT 1`,
    );
    expect(audited).toEqual([{ details: { givenUp: 2 } }]);
  });

  it('is given up over the same text too, whatever was edited, split, merged and taken back in it', async () => {
    const { id } = await importSmall(world);
    await confirmAll(world, id);
    const before = await reviewOf(world, id);
    const seenVersion = before.directive.currentVersion.version;
    const call = async (key: RouteKey, params: Record<string, string>, body: object) => {
      const answer = await world.as('clerk').call<{ detail?: string }>(key, { params, body });
      expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    };
    await call('POST /api/directives/:directiveId/revise', { directiveId: id }, { seenVersion });
    const [one, two, three] = (await reviewOf(world, id)).requirements as [Requirement, Requirement, Requirement];
    const merged = [one, two].map((item) => ({ id: item.id, seenVersion: item.version }));
    await call('POST /api/directives/:directiveId/merge', { directiveId: id }, { items: merged });
    const content = { ...three.content, standard: '须有批准文件' };
    const edited = { seenVersion: three.version, decision: { kind: 'edit', content } };
    await call('POST /api/requirements/:requirementId/decide', { requirementId: three.id }, edited);
    const stepId = (await reviewOf(world, id)).line.undo?.id;
    await call('POST /api/directives/:directiveId/undo', { directiveId: id }, { stepId });
    expect(shown(await reviewOf(world, id))).not.toEqual(shown(before));
    const draft = await reviewOf(world, id);
    expect((await giveUp(id, draft.directive.currentVersion.version)).status).toBe(200);
    expect(shown(await reviewOf(world, id))).toEqual(shown(before));
  });

  it('leaves its number to the next one, which is compared with the confirmed version', async () => {
    const { id, before } = await correctedFresh();
    for (const _ of [1, 2]) {
      const { directive } = await reviewOf(world, id);
      expect((await giveUp(id, directive.currentVersion.version)).status).toBe(200);
      expect((await compared(id)).lines).toBeUndefined();
      expect((await revise(id, before.directive.currentVersion.version, corrected)).status).toBe(200);
      const { before: left, after: right, requirements } = await compared(id);
      expect([left.number, right.number]).toEqual([1, 2]);
      expect(requirements.filter((one) => one.fate === 'changed')).toHaveLength(1);
    }
    await confirmAll(world, id);
    expect((await reviewOf(world, id)).directive).toMatchObject({ state: 'confirmed', currentVersion: { number: 2 } });
  });
});

it('and every other act on a document that stands otherwise shows it as the contract does, and no row of the database', async () => {
  const { id } = await importSmall(world);
  const { directive } = await reviewOf(world, id);
  const { title, kind, issuerName, documentNumber, horizon, audience } = directive;
  const stale = 999;
  const acts: Record<string, object> = {
    amend: { seenVersion: stale, title, kind, issuerName, documentNumber, horizon, audience },
    withdraw: { seenVersion: stale, reason: '重复导入' },
    confirm: { seenVersion: stale },
    revise: { seenVersion: stale },
  };
  const expectHead = async (act: string) => {
    const answer = await world.as('clerk').call<{ current: unknown }>(`POST /api/directives/:directiveId/${act}`, {
      params: { directiveId: id },
      body: acts[act],
    });
    const now = await world.as('clerk').call('GET /api/directives/:directiveId', { params: { directiveId: id } });
    expect([act, answer.status, answer.body.current]).toEqual([act, 409, now.body]);
  };
  for (const act of ['amend', 'withdraw', 'confirm']) await expectHead(act);
  await confirmAll(world, id);
  for (const act of ['confirm', 'revise']) await expectHead(act);
});
