import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';
import type { Plan } from './planning.ts';
import type { SeatRow } from './roster.ts';
import type { StoredSeat } from './seats.ts';
import { supersede } from './superseding.ts';

/** Writes what 委员花名册 says: a row that says otherwise supersedes the stored one, with the branches that went with it. */
export async function writeSeats(context: ActContext, plan: Plan<SeatRow, StoredSeat>): Promise<void> {
  for (const part of chunksOf(plan.change)) {
    const ids = part.map(({ stored }) => stored.id);
    await context.db
      .updateTable('branch_memberships')
      .set({ superseded_at: context.now })
      .where('membership_id', '=', anyOf(ids))
      .where('superseded_at', 'is', null)
      .execute();
  }
  await supersede(
    context,
    'body_memberships',
    plan.change.map(({ stored }) => stored.id),
  );
  await insertSeats(context, [...plan.create, ...plan.change.map(({ row }) => row)]);
}

async function insertSeats({ db, now, newId }: ActContext, rows: readonly SeatRow[]): Promise<void> {
  for (const part of chunksOf(rows)) {
    const seats = part.map((row) => ({ ...row, id: newId(), valid: dayRange(row.from, row.to) }));
    await db
      .insertInto('body_memberships')
      .values(
        seats.map((seat) => ({
          id: seat.id,
          person_id: seat.personId,
          body_id: seat.bodyId,
          term: seat.term,
          position: seat.title,
          sector: seat.sector,
          committee_id: seat.committeeId,
          affiliations: [...seat.affiliations],
          status: seat.status,
          sex: seat.sex,
          ethnic_group: seat.ethnicGroup,
          birth: seat.birth,
          employment: seat.employment,
          home_branch: seat.homeBranch,
          remark: seat.remark,
          valid: seat.valid,
          recorded_at: now,
        })),
      )
      .execute();
    const branches = seats.flatMap((seat) => [
      ...(seat.homeBranchId === null ? [] : [{ seat, kind: 'home', organisationId: seat.homeBranchId }]),
      ...seat.functionalBranchIds.map((organisationId) => ({ seat, kind: 'functional', organisationId })),
    ]);
    for (const some of chunksOf(branches)) {
      await db
        .insertInto('branch_memberships')
        .values(
          some.map(({ seat, kind, organisationId }) => ({
            ...{ id: newId(), person_id: seat.personId, organisation_id: organisationId, kind },
            ...{ membership_id: seat.id, valid: seat.valid, recorded_at: now },
          })),
        )
        .execute();
    }
  }
}
