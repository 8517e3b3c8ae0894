import { characterSet } from '../matches.ts';
import type { ObligationKind } from '../model.ts';
import { ADVERBS, CONNECTIVES } from './adverbs.ts';
import {
  ACTION_VERBS,
  ATTITUDE_VERBS,
  DELIVER_VERBS,
  ESTABLISH_VERBS,
  MEETING_VERBS,
  NOUN_WORDS,
  PROHIBIT_VERBS,
  RESPONSIBILITY_VERBS,
  STUDY_VERBS,
  SUPERVISE_VERBS,
} from './verbs.ts';

/** Groups in falling order of claim: a word that stands in two keeps the first. */
const GROUPS: [ObligationKind, string[]][] = [
  ['prohibit', PROHIBIT_VERBS],
  ['deliver', DELIVER_VERBS],
  ['establish', ESTABLISH_VERBS],
  ['meeting', MEETING_VERBS],
  ['supervise', SUPERVISE_VERBS],
  ['study', STUDY_VERBS],
  ['responsibility', RESPONSIBILITY_VERBS],
  ['principle', ATTITUDE_VERBS],
  ['action', ACTION_VERBS],
];

const VERB_KINDS = new Map<string, ObligationKind>();
for (const [kind, verbs] of GROUPS) for (const verb of verbs) if (!VERB_KINDS.has(verb)) VERB_KINDS.set(verb, kind);

/** What may begin with one character, the longest words first. */
interface WordsOfCharacter {
  verbs: string[];
  nouns: string[];
  adverbs: string[];
  connectives: string[];
}

/** By the code of the first character: the innermost loop of the reader asks at each place of a clause. */
const WORDS: (WordsOfCharacter | undefined)[] = new Array(0x10000).fill(undefined);

function index(words: Iterable<string>, group: keyof WordsOfCharacter): void {
  for (const word of new Set(words)) {
    const first = word.charCodeAt(0);
    const known = WORDS[first] ?? { verbs: [], nouns: [], adverbs: [], connectives: [] };
    WORDS[first] = known;
    known[group].push(word);
    known[group].sort((a, b) => b.length - a.length);
  }
}

index(VERB_KINDS.keys(), 'verbs');
index(NOUN_WORDS, 'nouns');
index(ADVERBS, 'adverbs');
index(CONNECTIVES, 'connectives');

function longestOf(words: string[], text: string, at: number): string | null {
  // A closure per place would be most of the time.
  for (const word of words) if (word.length === 1 || text.startsWith(word, at)) return word;
  return null;
}

const wordsAt = (text: string, at: number): WordsOfCharacter | undefined =>
  at < text.length ? WORDS[text.charCodeAt(at)] : undefined;

/** The verb that begins at a place, or null; a longer noun that begins there wins (`报告厅` over `报告`). */
export function verbAt(text: string, at: number): string | null {
  const words = wordsAt(text, at);
  if (words === undefined) return null;
  const verb = longestOf(words.verbs, text, at);
  if (verb === null) return null;
  // 组织部分委员 begins with a verb, 组织部 does not.
  const deploys = verb === '组织' && (text.startsWith('部分', at + 2) || text.startsWith('部署', at + 2));
  const noun = deploys ? null : longestOf(words.nouns, text, at);
  return noun !== null && noun.length >= verb.length ? null : verb;
}

export function adverbAt(text: string, at: number): string | null {
  const words = wordsAt(text, at);
  if (words === undefined) return null;
  const adverb = longestOf(words.adverbs, text, at);
  if (adverb === null || adverb.length > 1) return adverb;
  return longestOf(words.nouns, text, at) === null ? adverb : null;
}

export function connectiveAt(text: string, at: number): string | null {
  const words = wordsAt(text, at);
  return words === undefined ? null : longestOf(words.connectives, text, at);
}

/** What kind of action a verb names (GUIDE 2); `action` for words that are not in the lists. */
export function kindOfVerb(verb: string | null): ObligationKind {
  return (verb !== null && VERB_KINDS.get(verb)) || 'action';
}

/**
 * The place after all adverbs that begin at `at`, as long as a verb or another adverb can follow. 统筹, 坚持, 突出 are
 * verbs before a noun and adverbs before a verb.
 */
export function skipAdverbs(text: string, at: number): number {
  // Several rules ask the same of one clause, one after the other.
  if (at !== lastSkip.at || text !== lastSkip.text) {
    lastSkip.end = endOfAdverbs(text, at);
    lastSkip.text = text;
    lastSkip.at = at;
  }
  return lastSkip.end;
}

const lastSkip = { text: '', at: 0, end: 0 };

function endOfAdverbs(text: string, at: number): number {
  let here = at;
  let lastVerb: number | null = null;
  for (;;) {
    const adverb = adverbAt(text, here);
    if (adverb === null) break;
    const verb = verbAt(text, here);
    if (verb !== null && verb.length > adverb.length) return here;
    if (verb !== null && verb.length === adverb.length) {
      if (!startsPredicate(text, here + adverb.length)) return here;
      lastVerb = here;
    }
    here += adverb.length;
  }
  const followed = verbAt(text, here) !== null || prepositionAt(text, here);
  return followed || lastVerb === null ? here : lastVerb;
}

/** Prepositions that open a phrase before the verb. */
export const PREPOSITION =
  /^(?:把|将|对于|对(?![待标表口应外])|以(?!身作则|上率下|点带面|案促改|评促改)|在|从(?![严紧快速重优])|向|于|由|为|与|同(?![志意步时心上题抓台])|和|用|按照|按|依据|根据|围绕|针对|通过|结合|利用|依托|立足|会同|联合(?![会社体党支])|配合|经(?![常费])|就(?![近地业])|到|给|随|凭|因|让|使|自(?![查觉行主学评检我])|跟|面向)/;

const FIRST_OF_PREPOSITION = characterSet(
  '把将对以在从向于由为与同和用按依根围针通结利立会联配经就到给随凭因让使自跟面',
);

/** What was found of pairs of characters: a few thousand of them make up all texts. */
const prepositions = new Map<number, boolean>();
const mostPairs = 20_000;

function prepositionAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (FIRST_OF_PREPOSITION[first] !== 1) return false;
  const pair = first * 0x10000 + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0);
  let known = prepositions.get(pair);
  if (known === undefined) {
    known = PREPOSITION.test(text.slice(at, at + 2));
    if (prepositions.size < mostPairs) prepositions.set(pair, known);
  }
  return known;
}

/** `各单位3月底前…`, `各支部两周之内…`: the time of a deed begins its predicate. */
const TIME_BEGINS =
  /^(?:会[后前]|\d{1,2}月|\d{4}年\d|[一二两三四五六七八九十\d]{1,3}个?(?:周|天|日|小时|工作日|月|年)(?:之内|以内|内)|每|第?[一二三四]季度|[上下]半年|年[底内末初])/;

const FIRST_OF_TIME = characterSet('会0123456789一二两三四五六七八九十每第上下年');

/** True when a predicate may begin here: a verb, an adverb, a preposition or the time of the deed. */
export function startsPredicate(text: string, at: number): boolean {
  if (at >= text.length) return false;
  return (
    verbAt(text, at) !== null ||
    adverbAt(text, at) !== null ||
    prepositionAt(text, at) ||
    (FIRST_OF_TIME[text.charCodeAt(at)] === 1 && TIME_BEGINS.test(text.slice(at, at + 8)))
  );
}
