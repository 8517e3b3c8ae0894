import { indexByWord, normaliseName } from './normalise.ts';

export interface Affiliation {
  /** Two digits of GB/T 4762-1984. */
  code: string;
  /** Wording of the standard. */
  name: string;
  /** Wording in use today, as screens show it. */
  shortName: string;
  english: string;
  /** Other words that mean this entry and nothing else. */
  aliases: readonly string[];
}

/** Political affiliations, GB/T 4762-1984 with the display names in use today (domain.md C2). */
export const affiliations = [
  { code: '01', name: '中国共产党党员', shortName: '中共党员', english: 'Party member (CPC)', aliases: ['中共'] },
  {
    code: '02',
    name: '中国共产党预备党员',
    shortName: '中共预备党员',
    english: 'Probationary Party member (CPC)',
    aliases: ['预备党员'],
  },
  {
    code: '03',
    name: '中国共产主义青年团团员',
    shortName: '共青团员',
    english: 'Youth League member',
    aliases: ['团员'],
  },
  {
    code: '04',
    name: '中国国民党革命委员会会员',
    shortName: '民革党员',
    english: 'Member of the Revolutionary Committee of the Kuomintang',
    aliases: ['民革', '民革会员', '中国国民党革命委员会党员'],
  },
  {
    code: '05',
    name: '中国民主同盟盟员',
    shortName: '民盟盟员',
    english: 'Member of the China Democratic League',
    aliases: ['民盟'],
  },
  {
    code: '06',
    name: '中国民主建国会会员',
    shortName: '民建会员',
    english: 'Member of the China National Democratic Construction Association',
    aliases: ['民建'],
  },
  {
    code: '07',
    name: '中国民主促进会会员',
    shortName: '民进会员',
    english: 'Member of the China Association for Promoting Democracy',
    aliases: ['民进'],
  },
  {
    code: '08',
    name: '中国农工民主党党员',
    shortName: '农工党党员',
    english: "Member of the Chinese Peasants' and Workers' Democratic Party",
    aliases: ['农工党', '农工民主党党员', '农工'],
  },
  {
    code: '09',
    name: '中国致公党党员',
    shortName: '致公党党员',
    english: 'Member of the China Zhi Gong Party',
    aliases: ['致公党', '致公'],
  },
  {
    code: '10',
    name: '九三学社社员',
    shortName: '九三学社社员',
    english: 'Member of the Jiusan Society',
    aliases: ['九三学社', '九三社员', '九三'],
  },
  {
    code: '11',
    name: '台湾民主自治同盟盟员',
    shortName: '台盟盟员',
    english: 'Member of the Taiwan Democratic Self-Government League',
    aliases: ['台盟'],
  },
  {
    code: '12',
    name: '无党派民主人士',
    shortName: '无党派人士',
    english: 'Person without party affiliation',
    aliases: ['无党派'],
  },
  { code: '13', name: '群众', shortName: '群众', english: 'No affiliation', aliases: [] },
] as const satisfies readonly Affiliation[];

export type AffiliationCode = (typeof affiliations)[number]['code'];

/** Full and probationary Party members; both make a 党员委员 (measures.md 3.4). */
export const partyMemberCodes: readonly AffiliationCode[] = ['01', '02'];

const AMBIGUOUS = new Set(['党员', '会员', '盟员', '社员']);
const byWord = indexByWord<(typeof affiliations)[number]>(affiliations, (entry) => [
  entry.code,
  // A spreadsheet that stores codes as numbers drops the leading zero.
  String(Number(entry.code)),
  entry.name,
  entry.shortName,
  ...entry.aliases,
]);

/**
 * The affiliation that a code, standard name or common short name means. `ambiguous` for words that several entries
 * share, such as a bare 党员 (measures.md 2.2); `null` for an unknown word. Never throws.
 */
export function findAffiliation(word: string): (typeof affiliations)[number] | 'ambiguous' | null {
  const key = normaliseName(word);
  if (AMBIGUOUS.has(key)) return 'ambiguous';
  return byWord.get(key) ?? null;
}

/** Whether a list of affiliation codes makes its holder a Party member, full or probationary. */
export function isPartyMember(codes: readonly string[]): boolean {
  return codes.some((code) => (partyMemberCodes as readonly string[]).includes(code));
}
