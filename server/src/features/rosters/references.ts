import { normaliseName } from '@xieli/codes';
import type { Message } from '../../platform/locale/messages.ts';
import type { NamedOrganisation, OrganisationDirectory, Sought } from './directory.ts';
import { say } from './messages.ts';

/** Candidates that are named in a message; a long list helps nobody. */
const named = 5;
const leastShared = 0.4;

/** Why a name stands for no one organisation. */
export function unknownName(name: string, sought: Sought, directory: OrganisationDirectory): Message {
  if (sought.found) throw new Error(`${name} is known`);
  const candidates = sought.candidates.slice(0, named).map((one) => directory.fullName(one));
  if (candidates.length > 0) return say.organisationAmbiguous({ name, candidates: candidates.join('、') });
  return say.organisationUnknown({ name, candidates: near(name, directory) });
}

/** Why a name stands for no body. */
export function unknownBody(name: string, sought: Sought, directory: OrganisationDirectory): Message {
  if (!sought.found && sought.candidates.length > 0) return unknownName(name, sought, directory);
  const bodies = [...directory.all()].filter(({ kind }) => kind === 'cppccBody');
  return say.bodyUnknown({ name, candidates: nearestNames(name, bodies, directory) });
}

/** What was found for a name: one that is wrong is often wrong in every row of a file. */
const foundNear = new WeakMap<OrganisationDirectory, Map<string, string>>();

function near(name: string, directory: OrganisationDirectory): string {
  const known = foundNear.get(directory) ?? new Map<string, string>();
  foundNear.set(directory, known);
  const found = known.get(name) ?? nearestNames(name, directory.all(), directory);
  known.set(name, found);
  return found;
}

/** Names that share the most characters with what was written. */
function nearestNames(name: string, among: Iterable<NamedOrganisation>, directory: OrganisationDirectory): string {
  const wanted = new Set(normaliseName(name));
  const scored: { one: NamedOrganisation; score: number }[] = [];
  for (const one of among) {
    const score = Math.max(...[one.name, ...one.aliases].map((word) => shared(wanted, new Set(normaliseName(word)))));
    if (score >= leastShared) scored.push({ one, score });
  }
  scored.sort((a, b) => b.score - a.score || (a.one.name < b.one.name ? -1 : 1));
  const nearest = scored.slice(0, named).map(({ one }) => directory.fullName(one));
  return nearest.length > 0 ? nearest.join('、') : '—';
}

/** Of the characters of two names, the part that both have. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const character of one) if (other.has(character)) both += 1;
  return both / Math.max(one.size + other.size - both, 1);
}

/**
 * The organisations that a list cell names: the whole cell is tried as one name first, then its parts (measures.md 1.6).
 * @returns the first part that names nobody as `unknown`
 */
export function namedIn(
  cell: { whole: string; parts: readonly string[] },
  seek: (name: string) => Sought,
): { organisations: NamedOrganisation[]; unknown: { name: string; sought: Sought } | null } {
  if (cell.whole === '') return { organisations: [], unknown: null };
  const whole = seek(cell.whole);
  if (whole.found) return { organisations: [whole.found], unknown: null };
  const organisations: NamedOrganisation[] = [];
  for (const name of cell.parts) {
    const sought = seek(name);
    if (!sought.found) return { organisations, unknown: { name, sought } };
    if (!organisations.includes(sought.found)) organisations.push(sought.found);
  }
  return { organisations, unknown: null };
}
