import type { Requirement } from '../features/directives/contract.ts';
import { addDays } from '../platform/clock/days.ts';
import { renderOpinion } from './documents/index.ts';
import type { Stage } from './history.ts';
import { audienceOf } from './review.ts';

interface Sides {
  upstreamVersionId: string;
  clauses: { key: string; label: string }[];
  requirements: { id: string; revision: number }[];
  localVersionId: string;
}

interface Portion {
  proposals: { requirementId: string; clauseKey: string; otherAct: boolean }[];
}

/** What the clerk notes of the clauses that nothing of the speech carries out. */
const shortcomings = [
  { clause: '培训支部书记', gap: '尚无支部书记培训安排', measure: '列入年度培训计划，分两期轮训', dueIn: 75 },
  { clause: '保障活动经费', gap: '经费渠道还不明确', measure: '商财务部门在预算中单列', dueIn: 40 },
];

/**
 * Some weeks after the speech the clerk registers what it cites: one document is known and has its text, of the other one only the
 * name is known. Then he says which clauses the speech carries out, and what is missing.
 */
export async function lookUpstream(stage: Stage, speechId: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const day = addDays(stage.anchor, -30);
  const opinionId = await takeInOpinion(stage, day);
  const { versionId } = await stage.act<{ versionId: string }>(clerk, day, 'GET /api/policies/citing', {
    query: { directiveId: speechId },
  });
  await stage.act(clerk, day, 'POST /api/policies/cite', { body: { directiveId: speechId, versionId } });
  const opinion = renderOpinion(stage.anchor);
  const { items } = await stage.act<{ items: { id: string; title: string }[] }>(clerk, day, 'GET /api/policies', {
    query: {},
  });
  const policyId = items.find((one) => one.title === opinion.title)?.id;
  if (!policyId) throw new Error('The speech cites no opinion');
  const params = { policyId };
  const { version } = await stage.act<{ version: number }>(clerk, day, 'GET /api/policies/:policyId', { params });
  const head = {
    title: opinion.title,
    documentNumber: opinion.number,
    issuerName: opinion.issuer,
    issuedOn: opinion.date,
  };
  await stage.act(clerk, day, 'POST /api/policies/:policyId/amend', {
    ...{ params, body: { seenVersion: version, ...head, repealedOn: null } },
  });
  await stage.act(clerk, day, 'POST /api/policies/:policyId/attach', {
    ...{ params, body: { seenVersion: version + 1, directiveId: opinionId } },
  });
  await linkSpeech(stage, addDays(day, 1), policyId, speechId);
}

/** The text from above, taken in: what it asks is done under the speech, so nothing is dispatched of it. */
async function takeInOpinion(stage: Stage, day: string): Promise<string> {
  const clerk = stage.persona('clerk');
  const opinion = renderOpinion(stage.anchor);
  const { id } = await stage.act<{ id: string }>(clerk, day, 'POST /api/directives', {
    body: {
      ...{ source: { kind: 'text', text: opinion.text }, title: opinion.title, kind: 'opinion' },
      ...{ issuerName: opinion.issuer, documentNumber: opinion.number, issuedOn: opinion.date },
      audience: audienceOf(stage.city),
    },
  });
  const params = { directiveId: id };
  const review = () =>
    stage.act<{ requirements: Requirement[]; directive: { currentVersion: { version: number } } }>(
      ...([clerk, day, 'GET /api/directives/:directiveId/review', { params }] as const),
    );
  const read = await review();
  const items = read.requirements.map((one) => ({ id: one.id, seenVersion: one.version }));
  await stage.act(clerk, day, 'POST /api/directives/:directiveId/decide', {
    ...{ params, body: { items, decision: { kind: 'nothingToDo', reason: '已由推进会讲话作出部署，随讲话落实' } } },
  });
  await stage.act(clerk, day, 'POST /api/directives/:directiveId/confirm', {
    ...{ params, body: { seenVersion: (await review()).directive.currentVersion.version } },
  });
  return id;
}

/** Confirms the likeliest link of each clause, leaves the rest for whoever tries the page, and notes what is missing. */
async function linkSpeech(stage: Stage, day: string, policyId: string, speechId: string): Promise<void> {
  const clerk = stage.persona('clerk');
  const params = { policyId };
  const sides = await stage.act<Sides>(clerk, day, 'GET /api/policies/:policyId/proposals', {
    ...{ params, query: { directiveId: speechId } },
  });
  const { upstreamVersionId, localVersionId } = sides;
  const query = { directiveId: speechId, upstreamVersionId, localVersionId, portion: 0 };
  const { proposals } = await stage.act<Portion>(clerk, day, 'GET /api/policies/:policyId/proposals/portion', {
    ...{ params, query },
  });
  const byClause = Map.groupBy(proposals, (one) => one.clauseKey);
  const items = sides.clauses.slice(0, 4).flatMap(({ key }) => {
    const [best] = (byClause.get(key) ?? []).filter((one) => !one.otherAct);
    const requirement = sides.requirements.find((one) => one.id === best?.requirementId);
    if (!requirement) return [];
    return [{ requirementId: requirement.id, revision: requirement.revision, clauseKey: key, decision: 'confirm' }];
  });
  if (items.length > 0)
    await stage.act(clerk, day, 'POST /api/policies/:policyId/links', {
      ...{ params, body: { directiveId: speechId, upstreamVersionId: sides.upstreamVersionId, items } },
    });
  const bodyId = stage.city.tenant.bodyId;
  const ownerId = clerk.organisationId;
  for (const { clause, gap, measure, dueIn } of shortcomings) {
    const clauseKey = sides.clauses.find(({ label }) => label.includes(clause))?.key;
    if (clauseKey === undefined) throw new Error(`The opinion has no clause ${clause}`);
    const dueOn = addDays(stage.anchor, dueIn);
    await stage.act(clerk, day, 'POST /api/policies/:policyId/gaps', {
      ...{ params, body: { bodyId, clauseKey, seenVersion: 0, gap, measure, ownerId, dueOn } },
    });
  }
}
