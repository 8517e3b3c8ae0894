import { timeThatLeads } from './adjuncts.ts';
import { isDated } from './deadlines.ts';
import type { Obligation, Span } from './model.ts';
import type { DraftObligation } from './obligations.ts';

/** What the reader knows of an action beyond its own clause. */
export type Joined = Pick<Obligation, 'dueClause' | 'about'>;

/**
 * Ties clauses that cannot stand alone to the action before them: `…，4月15日前完成` only says by when, and `…，9月20日前报机关
 * 党组` sends on what the action before it makes.
 * @param drafts in text order
 */
export function joinClauses(text: string, drafts: DraftObligation[]): (DraftObligation & Joined)[] {
  const joined: (DraftObligation & Joined)[] = [];
  for (const draft of drafts) {
    const before = joined.at(-1);
    const near = before !== undefined && isNextClause(text, before, draft);
    if (near && saysOnlyWhen(draft) && before.dueClause === null && !isDated(before.deadline)) {
      before.dueClause = { start: draft.start, end: draft.end };
      before.deadline = draft.deadline;
      before.hardness = before.hardness === 'soft' ? 'semi' : 'hard';
    } else
      joined.push({
        ...draft,
        dueClause: null,
        about: near && sendsOn(draft) ? spanOf(before) : givenThing(text, draft),
      });
  }
  return joined;
}

/** `归档工作由机关党委负责`: the words before the body say what it bears. */
function givenThing(text: string, { quote, start, owners }: DraftObligation): Span | null {
  const body = owners.find(({ source, span }) => source === 'byPhrase' && span !== null && span.end <= start)?.span;
  if (!body || !/^(?:具体)?(?:负责|牵头|承担|承办)[^，。；]{0,4}$/.test(quote)) return null;
  const from = Math.max(...[...'，。；：:;,\n'].map((mark) => text.lastIndexOf(mark, body.start - 1))) + 1;
  return from < body.start - 2 ? { start: from, end: body.start - 1 } : null;
}

const spanOf = ({ start, end, dueClause }: DraftObligation & Joined) => ({ start, end: dueClause?.end ?? end });

/** Nothing but a comma and a connective stands between them. */
function isNextClause(text: string, before: DraftObligation & Joined, draft: DraftObligation): boolean {
  const end = spanOf(before).end;
  return draft.start > end && /^[，,](?:并|并且|同时)?$/.test(text.slice(end, draft.start));
}

function saysOnlyWhen({ quote, deadline }: DraftObligation): boolean {
  const lead = timeThatLeads(quote);
  return lead > 0 && isDated(deadline) && /^(?:全面|全部|按时|如期)?(?:完成|办结|完毕|到位)$/.test(quote.slice(lead));
}

/** A body follows the verb at once: what is sent is the thing before. */
function sendsOn({ quote }: DraftObligation): boolean {
  const lead = timeThatLeads(quote);
  return /^(?:及时|按程序|按要求|一并|书面)?(?:报送?至?|上报|提交|抄送|反馈|送)(?!告|名|刊)[^，。；《]{2,20}$/.test(
    quote.slice(lead).replace(/(?:备案|审定|审批|审核|审议|汇总)$/, ''),
  );
}
