import { formatDay, formatInstant } from '../../../app/locale/formats.ts';
import type { Language } from '../../../app/locale/language.ts';
import type { Speaker } from '../../../app/locale/text.ts';
import type { reviewText } from './locale.ts';
import type { Content, Owner, Requirement, Review } from './model.ts';

type Words = Speaker<(typeof reviewText)['zh-CN']>;

/** The deadline as normalised; null where none is written. */
export function deadlineInWords(deadline: Content['deadline'], t: Words, language: Language): string | null {
  if (deadline === null) return null;
  const day = (value: string | null) => (value === null ? '…' : formatDay(value, language));
  if (deadline.kind === 'due' && deadline.to === null) return t('deadline.vague');
  return t(`deadline.${deadline.kind}`, { from: day(deadline.from), to: day(deadline.to) });
}

const evidenceSources = ['printed', 'referenceDate', 'relativeWord', 'issueDate'] as const;

/** Why this year. The reader writes `source:words`; what a person wrote himself is shown as it is. */
export function yearEvidenceInWords(evidence: string | null, t: Words): string | null {
  if (evidence === null) return null;
  const source = evidenceSources.find((known) => evidence.startsWith(`${known}:`));
  return source ? t(`evidence.${source}`, { text: evidence.slice(source.length + 1) }) : evidence;
}

export function recurrenceInWords(recurrence: Content['recurrence'], t: Words): string | null {
  if (recurrence === null) return null;
  const period = t(`period.${recurrence.period}`);
  return recurrence.minimum === null ? period : t('times', { period, count: recurrence.minimum });
}

export function decidedInWords(requirement: Requirement, t: Words, language: Language): string | null {
  if (requirement.decidedBy === null || requirement.decidedAt === null) return null;
  return t('decidedBy', { by: requirement.decidedBy, at: formatInstant(requirement.decidedAt, language) });
}

export interface ResolvedOwner {
  text: string;
  role: Owner['role'];
  audience: boolean;
  conditional: boolean;
  /** Names of the organisations; empty where none is known. */
  names: string[];
}

/** The owners as written with the organisations they mean, a conditional one with today's answer. */
export function resolvedOwners(
  requirement: Requirement,
  review: Review,
  names: ReadonlyMap<string, string>,
): ResolvedOwner[] {
  return requirement.content.owners.map((owner, index) => {
    const answer = review.answers.find((one) => one.requirementId === requirement.id && one.owner === index);
    const ids = owner.query === null ? owner.organisationIds : (answer?.organisationIds ?? []);
    return {
      text: owner.text,
      role: owner.role,
      audience: owner.audience,
      conditional: owner.query !== null,
      names: ids.map((id) => names.get(id) ?? '').filter((name) => name !== ''),
    };
  });
}
