import type { MembershipStatusId, MemberTitleId } from '@xieli/codes';
import { rangeDays } from '../../platform/clock/days.ts';
import type { ReadContext } from '../../platform/context.ts';
import { anyOf } from '../organisations/index.ts';
import { branchesOfSeats } from './grouping.ts';

/** One interval of one membership as it stands, in the columns of 委员花名册. */
export interface StoredSeat {
  id: string;
  personId: string;
  bodyId: string;
  term: number | null;
  title: MemberTitleId;
  status: MembershipStatusId;
  from: string;
  to: string | null;
  affiliations: readonly string[];
  sector: string | null;
  committeeId: string | null;
  /** As written; of a branch outside the system nothing else is known. */
  homeBranch: string | null;
  homeBranchId: string | null;
  functionalBranchIds: readonly string[];
  sex: string | null;
  ethnicGroup: string | null;
  birth: string | null;
  employment: string | null;
  remark: string | null;
}

/** The rows of the roster of these bodies that are not superseded. */
export async function storedSeats({ db }: Pick<ReadContext, 'db'>, bodyIds: readonly string[]): Promise<StoredSeat[]> {
  if (bodyIds.length === 0) return [];
  const [seats, branches] = await Promise.all([
    db
      .selectFrom('body_memberships as seat')
      .selectAll('seat')
      .where('seat.body_id', '=', anyOf(bodyIds))
      .where('seat.superseded_at', 'is', null)
      .execute(),
    db
      .selectFrom('branch_memberships as branch')
      .innerJoin('body_memberships as seat', 'seat.id', 'branch.membership_id')
      .select(['branch.membership_id', 'branch.organisation_id', 'branch.kind'])
      .where('seat.body_id', '=', anyOf(bodyIds))
      .where('branch.superseded_at', 'is', null)
      .orderBy('branch.id')
      .execute(),
  ]);
  const { home, functional } = branchesOfSeats(branches);
  return seats.map((seat) => {
    const { from, to } = rangeDays(seat.valid);
    return {
      id: seat.id,
      personId: seat.person_id,
      bodyId: seat.body_id,
      term: seat.term,
      title: seat.position as MemberTitleId,
      status: seat.status as MembershipStatusId,
      from: from ?? '',
      to,
      affiliations: seat.affiliations,
      sector: seat.sector,
      committeeId: seat.committee_id,
      homeBranch: seat.home_branch,
      homeBranchId: home.get(seat.id) ?? null,
      functionalBranchIds: functional.get(seat.id) ?? [],
      sex: seat.sex,
      ethnicGroup: seat.ethnic_group,
      birth: seat.birth,
      employment: seat.employment,
      remark: seat.remark,
    };
  });
}
