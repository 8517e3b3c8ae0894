import {
  bindingTime,
  findQuantities,
  findRecurrence,
  findTimes,
  type Obligation,
  type ParsedDirective,
  parseDay,
} from '@xieli/directive';
import type { ReadContext } from '../../platform/context.ts';
import { invalid } from '../../platform/http/problems.ts';
import { organisationNames, ownerResolver } from '../organisations/index.ts';
import { say } from './messages.ts';
import { asksSomething, ownerKey, proposalOf, type Readable } from './proposal.ts';
import { readTextSafely } from './reading.ts';
import { standingOf, versionText } from './store.ts';

interface Span {
  start: number;
  end: number;
}

/** A sentence may be long, but a text without any full stop is not read whole for one selection. */
const furthest = 1000;

/** The sentence or sentences that a selection lies in: its subject often stands before the selection begins. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  const before = text.slice(Math.max(0, start - furthest), start);
  const behind = text.slice(end, end + furthest);
  // Who selected a whole sentence took its full stop along; what follows is another one.
  const closed = /[。！？\n]\s*$/.test(text.slice(start, end));
  const stop = closed ? 0 : behind.search(/[。！？\n]/);
  return {
    start: start - (before.length - (before.search(/[^。！？\n]*$/) ?? 0)),
    end: stop < 0 ? end + behind.length : closed || behind.charAt(stop) === '\n' ? end + stop : end + stop + 1,
  };
}

/** Where a sentence stands that is read by itself: under a numbered heading of a notice, where a bare verb asks as well. */
const frame = '关于有关工作的通知\n一、有关工作\n';

/**
 * What the selected words ask, read within their sentence: the obligation that shares most with the selection, with the
 * subject before it where the selected clause names none.
 * @param selection offsets in the text that was parsed
 */
export function readSelection(parsed: ParsedDirective, selection: Span): Readable {
  const words = parsed.text.slice(selection.start, selection.end);
  const shared = (one: Span) => Math.min(one.end, selection.end) - Math.max(one.start, selection.start);
  const asked = parsed.obligations.filter(asksSomething);
  const [best] = asked.filter((one) => shared(one) > 0).sort((a, b) => shared(b) - shared(a));
  const owners = best?.owners.length ? best.owners : ownersBefore(parsed, selection);
  if (best) return { ...best, quote: words, owners };
  const reference = parseDay(parsed.referenceDate);
  return {
    ...{ quote: words, act: 'directive', kind: 'action', hardness: 'semi', owners },
    deadline: reference && bindingTime(findTimes(words, { offset: selection.start, reference })),
    recurrence: findRecurrence(words),
    quantities: findQuantities(words),
    ...{ supervisionMode: null, supervisionObject: null, references: [] satisfies Obligation['references'] },
  };
}

/** Whose subject stands before the selection in its own part of the sentence; one behind it, or across a semicolon, is another's. */
function ownersBefore({ text, obligations }: ParsedDirective, selection: Span): Obligation['owners'] {
  const leads = ({ span }: Obligation['owners'][number]) =>
    span !== null && span.end <= selection.start && !/[；;。！？\n]/.test(text.slice(span.end, selection.start));
  return obligations.filter((one) => asksSomething(one) && one.owners.some(leads)).at(-1)?.owners ?? [];
}

/**
 * A requirement as it would be proposed for selected words; nothing is kept.
 * @throws Problem invalid outside the text or over blanks
 */
export async function proposePassage(context: ReadContext, directiveId: string, span: Span) {
  const { directive, current } = await standingOf(context.db, directiveId);
  const { text } = await versionText(context.db, current.id);
  if (span.end > text.length || text.slice(span.start, span.end).trim() === '')
    throw invalid(say.badSpan(), { field: 'start' });
  const sentence = sentenceAround(text, span);
  const shift = frame.length - sentence.start;
  const words = text.slice(sentence.start, sentence.end);
  const { parsed } = await readTextSafely(`${frame}${words}`, directive.issued_on, { keepBreaks: true, kept: [] });
  const readable = readSelection(parsed, { start: span.start + shift, end: span.end + shift });
  const resolve = await ownerResolver(context, { bodyId: directive.owner_body_id, on: context.today });
  const resolved = new Map(readable.owners.map((owner) => [ownerKey(owner), resolve(owner)]));
  const proposal = proposalOf(readable, resolved, directive.audience);
  const content = { ...proposal, action: proposal.action.trim().replace(/\s+/g, ' ') };
  const names = await organisationNames(context, [
    ...new Set(content.owners.flatMap((owner) => owner.organisationIds)),
  ]);
  return { content, organisations: [...names].map(([id, name]) => ({ id, name })) };
}
