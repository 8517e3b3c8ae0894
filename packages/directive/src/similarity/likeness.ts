import { actsDiffer, actsIn, actVerbs } from './acts.ts';
import { fieldMatters, houseWords } from './field-words.ts';
import { formulaSigns, formulaWords } from './formula-words.ts';

/** How alike two clauses are, and by what. */
export interface Likeness {
  /** 0 to 1. */
  score: number;
  /** The words that both say, the weightiest first; what the score rests on. */
  shared: string[];
  /** Both say what is to be done, and it is of different kinds. */
  otherAct: boolean;
}

/** A text prepared once and compared with many. */
export interface ClauseWords {
  weights: ReadonlyMap<string, number>;
  length: number;
  /** All weights together. */
  sum: number;
  stretches: readonly string[];
  acts: ReadonlySet<string>;
  /** Matters of the field, each by how much it tells two clauses of this corpus apart, 0 to 1. */
  matters: ReadonlyMap<string, number>;
  /** Speaks of running a house. */
  house: boolean;
}

/** From this score on a pair is proposed; set on the tuned half of the labelled pairs (benchmark/pairs). */
export const proposedFrom = 0.25;
/** What is left of a score where the acts are of different kinds, and where one side alone speaks of running a house. */
const [otherActFactor, houseFactor] = [0.6, 0.4];
/** Parts of the score: words in proportion to both texts, words in proportion to the shorter one, matters of the field. */
const [cosinePart, insidePart, matterPart] = [0.4, 0.3, 0.3];
/** Texts below which how common a matter is says little. */
const smallCorpus = 20;
/** How many of the shared words are told. */
const mostShared = 6;

const formulas = [...new Set([...formulaWords, ...actVerbs])].sort((one, other) => other.length - one.length);
const formulaSign = new Set(formulaSigns);
/** When and how often: whoever does the same thing at another time still does it. */
const times =
  /(?:每(?:个)?(?:半年|季度|年|月|周|名|件|人|个)|(?:今年|全年|年内|年底|届内|本届内?|上年度?|年度|季度))(?:底)?(?:前|内|后)?|[\d一二三四五六七八九十百]+(?:个)?(?:年|月|日|天|小时|工作日|季度)(?:底)?(?:前|内|后|起)?|不少于|不低于|至少|不超过/gu;

/**
 * Compares clauses of an upstream document with requirements of one's own: cosine over pairs of neighbouring characters, each
 * weighed by how rare it is among the clauses at hand, without formula words. The same texts give the same answer whatever
 * their order.
 * @param corpus every text that will be compared, both sides together: rarity is counted in it
 */
export function clauseComparer(corpus: readonly string[]) {
  const texts = [...new Set(corpus)];
  const within = new Map<string, number>();
  for (const text of texts) {
    for (const pair of new Set(pairsIn(stretchesOf(text)))) within.set(pair, (within.get(pair) ?? 0) + 1);
  }
  const speaking = new Map<string, number>();
  for (const text of texts) for (const matter of mattersIn(text)) speaking.set(matter, (speaking.get(matter) ?? 0) + 1);
  // What every clause of two documents is about says nothing of two of them; of a handful of texts nothing can be said.
  const telling = (matter: string) => (1 - (speaking.get(matter) ?? 0) / (texts.length + smallCorpus)) ** 2;
  const rarity = (pair: string) => Math.log((texts.length + 1) / ((within.get(pair) ?? 0) + 0.5));
  return {
    prepare(text: string): ClauseWords {
      const stretches = stretchesOf(text);
      const counts = new Map<string, number>();
      for (const pair of pairsIn(stretches)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
      const weights = new Map(
        [...counts].map(([pair, count]) => [pair, (1 + Math.log(count)) * Math.max(rarity(pair), 0.1)]),
      );
      return {
        weights,
        length: lengthOf(weights),
        sum: sumOf(weights),
        stretches,
        acts: actsIn(text),
        matters: new Map(mattersIn(text).map((matter) => [matter, telling(matter)])),
        house: houseWords.some((word) => text.includes(word)),
      };
    },
    compare,
  };
}

/**
 * How alike two prepared texts are; symmetric.
 * @param toldFrom the score from which on the shared words are told: to find them costs more than the score, and of thousands of
 * pairs a few are looked at
 */
function compare(one: ClauseWords, other: ClauseWords, toldFrom = 0): Likeness {
  const { dot, least } = inCommon(one, other);
  const cosine = one.length === 0 || other.length === 0 ? 0 : dot / (one.length * other.length);
  // How much of the shorter text stands in the other one: a short clause of principle against a long one that carries it out.
  const shorter = Math.min(one.sum, other.sum);
  const inside = shorter === 0 ? 0 : least / shorter;
  const words = cosinePart * cosine + insidePart * inside + matterPart * sameMatters(one, other);
  const otherAct = actsDiffer(one.acts, other.acts);
  const weighed = words * (otherAct ? otherActFactor : 1) * (one.house === other.house ? 1 : houseFactor);
  const score = Math.round(Math.min(1, weighed) * 1000) / 1000;
  return { score, shared: score < toldFrom ? [] : sharedWords(one, other), otherAct };
}

/** What the words of two texts have in common: their product, and the lesser weight of each. */
function inCommon(one: ClauseWords, other: ClauseWords): { dot: number; least: number } {
  const [few, many] = one.weights.size <= other.weights.size ? [one, other] : [other, one];
  let [dot, least] = [0, 0];
  for (const [pair, weight] of few.weights) {
    const against = many.weights.get(pair);
    if (against === undefined) continue;
    dot += weight * against;
    least += Math.min(weight, against);
  }
  return { dot, least };
}

const sumOf = (weights: ReadonlyMap<string, number>) => [...weights.values()].reduce((sum, weight) => sum + weight, 0);

/**
 * The part of the matters of the field that both speak of, of those of the side that names fewer, each as far as it tells
 * clauses apart.
 */
function sameMatters(one: ClauseWords, other: ClauseWords): number {
  const fewest = Math.min(one.matters.size, other.matters.size);
  let shared = 0;
  for (const [matter, telling] of one.matters) if (other.matters.has(matter)) shared += telling;
  return fewest === 0 ? 0 : shared / fewest;
}

function mattersIn(text: string): string[] {
  return Object.entries(fieldMatters).flatMap(([matter, words]) =>
    words.some((word) => text.includes(word)) ? [matter] : [],
  );
}

/** What is left of a text between punctuation and formula words: stretches of letters and digits. */
export function stretchesOf(text: string): string[] {
  let plain = text.normalize('NFKC').toLowerCase().replace(times, ' ');
  for (const word of formulas) plain = plain.replaceAll(word, ' ');
  const signs = [...plain].map((sign) => (/[\p{L}\p{N}]/u.test(sign) && !formulaSign.has(sign) ? sign : ' '));
  return signs
    .join('')
    .split(/\s+/)
    .filter((stretch) => stretch !== '');
}

function pairsIn(stretches: readonly string[]): string[] {
  return stretches.flatMap((stretch) => {
    const signs = [...stretch];
    return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  });
}

function lengthOf(weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of weights.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** The longest words that stand in both, each once, the weightiest first. */
function sharedWords(one: ClauseWords, other: ClauseWords): string[] {
  const words = new Map<string, number>();
  for (const stretch of one.stretches) {
    let word = '';
    let weight = 0;
    const end = () => {
      if (word !== '') words.set(word, Math.max(weight, words.get(word) ?? 0));
      [word, weight] = ['', 0];
    };
    const signs = [...stretch];
    for (const [at, sign] of signs.slice(1).entries()) {
      const pair = `${signs[at]}${sign}`;
      const common = other.weights.has(pair);
      // A word goes on only as long as the other text says it in one breath too.
      const longer = word === '' ? pair : word + sign;
      if (common && other.stretches.some((text) => text.includes(longer))) {
        word = longer;
        weight += one.weights.get(pair) ?? 0;
        continue;
      }
      end();
      if (common) [word, weight] = [pair, one.weights.get(pair) ?? 0];
    }
    end();
  }
  return [...words]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostShared)
    .map(([word]) => word);
}
