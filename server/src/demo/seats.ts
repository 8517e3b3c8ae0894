import { type AffiliationCode, findSector, type MemberTitleId } from '@xieli/codes';
import type { Random } from './random.ts';
import { drawWorkplace } from './workplaces.ts';

/** How many of a title there are in a body, and how many of them are Party members. */
export interface SeatQuota {
  title: MemberTitleId;
  seats: number;
  partyMembers: number;
}

/** A seat before a person takes it. */
export interface Seat {
  title: MemberTitleId;
  isPartyMember: boolean;
  affiliations: AffiliationCode[];
  sector: string;
  workplace: string;
}

/**
 * 360 seats, 144 held by Party members: 60 % of all, more than 65 % of the standing members and the majority of the
 * chair and vice-chairs are not (domain.md B5).
 */
export const citySeats: readonly SeatQuota[] = [
  { title: 'chair', seats: 1, partyMembers: 1 },
  { title: 'viceChair', seats: 8, partyMembers: 3 },
  { title: 'secretaryGeneral', seats: 1, partyMembers: 1 },
  { title: 'standingMember', seats: 56, partyMembers: 18 },
  { title: 'member', seats: 294, partyMembers: 121 },
];

/** 150 seats, 60 held by Party members, in the same proportions. */
export const countySeats: readonly SeatQuota[] = [
  { title: 'chair', seats: 1, partyMembers: 1 },
  { title: 'viceChair', seats: 4, partyMembers: 1 },
  { title: 'secretaryGeneral', seats: 1, partyMembers: 1 },
  { title: 'standingMember', seats: 24, partyMembers: 6 },
  { title: 'member', seats: 120, partyMembers: 51 },
];

/** 31 sectors; local lists leave out what a city does not have (domain.md B6). */
export const citySectors: readonly string[] = [
  ...['中国共产党', '民革', '民盟', '民建', '民进', '农工党', '致公党', '九三学社', '无党派人士', '共青团', '总工会'],
  ...['妇联', '青联', '工商联', '科协', '台联', '侨联', '文化艺术界', '科学技术界', '社会科学界', '经济界', '农业界'],
  ...['教育界', '体育界', '新闻出版界', '医药卫生界', '对外友好界', '社会福利和社会保障界', '少数民族界', '宗教界'],
  '特别邀请人士',
];

export const countySectors: readonly string[] = [
  ...['中国共产党', '民革', '民盟', '民建', '农工党', '九三学社', '无党派人士', '共青团', '总工会', '妇联', '工商联'],
  ...['科协', '侨联', '文化艺术界', '经济界', '农业界', '教育界', '医药卫生界', '社会福利和社会保障界', '宗教界'],
  '特别邀请人士',
];

// Sectors of a democratic party have next to no Party members; a few persons belong to both (domain.md B4).
const DUAL_AFFILIATIONS: readonly AffiliationCode[] = ['05', '06'];
const NON_PARTY: readonly AffiliationCode[] = ['13', '13', '13', '13', '12', '05', '06', '07', '10'];

function partyOf(sector: string): AffiliationCode | null {
  return (findSector(sector)?.affiliation as AffiliationCode | null | undefined) ?? null;
}

/** The `index`-th Party member among the seats of a body. */
function partyMemberSeat(index: number, sectors: readonly string[], random: Random) {
  if (index % 24 === 11) {
    const second = DUAL_AFFILIATIONS[Math.floor(index / 24) % DUAL_AFFILIATIONS.length] as AffiliationCode;
    const sector = sectors.find((name) => partyOf(name) === second) ?? '特别邀请人士';
    return { sector, affiliations: [second, '01'] satisfies AffiliationCode[] };
  }
  const open = sectors.filter((name) => name !== '宗教界' && (partyOf(name) === null || partyOf(name) === '01'));
  const sector = index % 6 === 0 ? '中国共产党' : random.pick(open);
  const affiliation: AffiliationCode = index % 20 === 7 ? '02' : '01';
  return { sector, affiliations: [affiliation] };
}

/** The `index`-th seat held by somebody outside the Party. Every sector but the Party's own is filled in turn. */
function nonPartySeat(index: number, sectors: readonly string[], random: Random) {
  const open = sectors.filter((name) => partyOf(name) !== '01');
  const sector = open[index % open.length] as string;
  const ofSector = partyOf(sector);
  return { sector, affiliations: [ofSector ?? random.pick(NON_PARTY)] };
}

/** All seats of a body, leaders first. The numbers are exact; who belongs to what is drawn. */
export function drawSeats(
  quotas: readonly SeatQuota[],
  sectors: readonly string[],
  place: string,
  random: Random,
): Seat[] {
  let partyMembers = 0;
  let others = 0;
  return quotas.flatMap(({ title, seats, partyMembers: quota }) =>
    Array.from({ length: seats }, (_, index): Seat => {
      const isPartyMember = index < quota;
      const drawn = isPartyMember
        ? partyMemberSeat(partyMembers++, sectors, random)
        : nonPartySeat(others++, sectors, random);
      return { title, isPartyMember, ...drawn, workplace: drawWorkplace(place, title, drawn.sector, random) };
    }),
  );
}
