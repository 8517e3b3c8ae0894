import { indexByWord, normaliseName } from './normalise.ts';

export interface Sector {
  id: string;
  name: string;
  english: string;
  /** Affiliation that members of this sector normally bear; `null` where the sector is a field of work. */
  affiliation: string | null;
  /** Terms of the national body whose list has this sector (domain.md B6). Local bodies keep lists of their own. */
  nationalTerms: readonly (13 | 14)[];
}

const BOTH = [13, 14] as const;

/** Sectors of the 13th and 14th national bodies, in protocol order (domain.md B6). */
export const sectors = [
  {
    id: 'communistParty',
    name: '中国共产党',
    english: 'Communist Party of China',
    affiliation: '01',
    nationalTerms: BOTH,
  },
  {
    id: 'revolutionaryCommittee',
    name: '民革',
    english: 'Revolutionary Committee of the Kuomintang',
    affiliation: '04',
    nationalTerms: BOTH,
  },
  { id: 'democraticLeague', name: '民盟', english: 'China Democratic League', affiliation: '05', nationalTerms: BOTH },
  {
    id: 'nationalConstruction',
    name: '民建',
    english: 'National Democratic Construction Association',
    affiliation: '06',
    nationalTerms: BOTH,
  },
  {
    id: 'promotingDemocracy',
    name: '民进',
    english: 'Association for Promoting Democracy',
    affiliation: '07',
    nationalTerms: BOTH,
  },
  {
    id: 'peasantsWorkers',
    name: '农工党',
    english: "Peasants' and Workers' Democratic Party",
    affiliation: '08',
    nationalTerms: BOTH,
  },
  { id: 'zhiGong', name: '致公党', english: 'Zhi Gong Party', affiliation: '09', nationalTerms: BOTH },
  { id: 'jiusan', name: '九三学社', english: 'Jiusan Society', affiliation: '10', nationalTerms: BOTH },
  {
    id: 'taiwanLeague',
    name: '台盟',
    english: 'Taiwan Democratic Self-Government League',
    affiliation: '11',
    nationalTerms: BOTH,
  },
  {
    id: 'nonAffiliated',
    name: '无党派人士',
    english: 'Persons without party affiliation',
    affiliation: '12',
    nationalTerms: BOTH,
  },
  { id: 'youthLeague', name: '共青团', english: 'Communist Youth League', affiliation: null, nationalTerms: [13] },
  {
    id: 'youthLeagueAndFederation',
    name: '共青团和青联',
    english: 'Youth League and youth federation',
    affiliation: null,
    nationalTerms: [14],
  },
  { id: 'tradeUnions', name: '总工会', english: 'Trade unions', affiliation: null, nationalTerms: BOTH },
  { id: 'womensFederation', name: '妇联', english: "Women's federation", affiliation: null, nationalTerms: BOTH },
  { id: 'youthFederation', name: '青联', english: 'Youth federation', affiliation: null, nationalTerms: [13] },
  {
    id: 'industryCommerce',
    name: '工商联',
    english: 'Federation of industry and commerce',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'scienceAssociation',
    name: '科协',
    english: 'Association for science and technology',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'taiwanCompatriots',
    name: '台联',
    english: 'Federation of Taiwan compatriots',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'returnedOverseas',
    name: '侨联',
    english: 'Federation of returned overseas Chinese',
    affiliation: null,
    nationalTerms: BOTH,
  },
  { id: 'cultureArts', name: '文化艺术界', english: 'Culture and arts', affiliation: null, nationalTerms: BOTH },
  {
    id: 'scienceTechnology',
    name: '科学技术界',
    english: 'Science and technology',
    affiliation: null,
    nationalTerms: BOTH,
  },
  { id: 'socialSciences', name: '社会科学界', english: 'Social sciences', affiliation: null, nationalTerms: BOTH },
  { id: 'economy', name: '经济界', english: 'Economy', affiliation: null, nationalTerms: BOTH },
  { id: 'agriculture', name: '农业界', english: 'Agriculture', affiliation: null, nationalTerms: BOTH },
  { id: 'education', name: '教育界', english: 'Education', affiliation: null, nationalTerms: BOTH },
  { id: 'sports', name: '体育界', english: 'Sports', affiliation: null, nationalTerms: BOTH },
  { id: 'press', name: '新闻出版界', english: 'Press and publishing', affiliation: null, nationalTerms: BOTH },
  { id: 'medicine', name: '医药卫生界', english: 'Medicine and health', affiliation: null, nationalTerms: BOTH },
  {
    id: 'foreignFriendship',
    name: '对外友好界',
    english: 'Friendship with foreign countries',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'socialWelfare',
    name: '社会福利和社会保障界',
    english: 'Social welfare and social security',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'environment',
    name: '环境资源界',
    english: 'Environment and resources',
    affiliation: null,
    nationalTerms: [14],
  },
  { id: 'ethnicMinorities', name: '少数民族界', english: 'Ethnic minorities', affiliation: null, nationalTerms: BOTH },
  { id: 'religion', name: '宗教界', english: 'Religion', affiliation: null, nationalTerms: BOTH },
  {
    id: 'invitedHongKong',
    name: '特邀香港人士',
    english: 'Invited persons from Hong Kong',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'invitedMacao',
    name: '特邀澳门人士',
    english: 'Invited persons from Macao',
    affiliation: null,
    nationalTerms: BOTH,
  },
  {
    id: 'speciallyInvited',
    name: '特别邀请人士',
    english: 'Specially invited persons',
    affiliation: null,
    nationalTerms: BOTH,
  },
] as const satisfies readonly Sector[];

export type SectorId = (typeof sectors)[number]['id'];

// In rosters a sector is written with and without the closing 界: 民盟界, 工商联界, 教育.
const byWord = indexByWord<(typeof sectors)[number]>(sectors, (sector) =>
  sector.name.endsWith('界') ? [sector.name, sector.name.slice(0, -1)] : [sector.name, `${sector.name}界`],
);

/** The sector that a roster cell names, with or without 界; `null` when it is none of the national lists. */
export function findSector(word: string): (typeof sectors)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}

/** The sectors of one national term, in protocol order. */
export function sectorsOfTerm(term: 13 | 14): readonly Sector[] {
  return (sectors as readonly Sector[]).filter((sector) => sector.nationalTerms.includes(term));
}
