import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { ProblemKind } from "@/lib/domain/installations/problem";

/** The problem that an open breaker shows. */
const KIND: ProblemKind = "paused";

/**
 * Reason: an installation belongs to no organization, and its pause is a problem for every organization with the shop.
 * Opens the circuit breaker, or opens it again after a failed trial, and opens the problem of its stores.
 *
 * @param trip.trips how often the breaker was open before; with another stored number the call changes nothing
 * @returns whether this call opened it
 */
export async function tripBreaker(
  db: Database,
  trip: { installationId: string; trips: number; now: Date; pausedUntil: Date },
): Promise<boolean> {
  const now = sql`${trip.now.toISOString()}::timestamptz`;
  return withSystem(db, async (tx) => {
    const tripped = await tx.execute(sql`
      update installation set trips = trips + 1,
        paused_until = greatest(paused_until, ${trip.pausedUntil.toISOString()}::timestamptz)
      where id = ${trip.installationId} and trips = ${trip.trips}
      returning id`);
    if (tripped.length === 0) return false;
    await tx.execute(sql`
      insert into problem (organization_id, id, store_id, kind, opened_at)
      select organization_id, 'prb_' || replace(gen_random_uuid()::text, '-', ''), id, ${KIND}, ${now}
      from store where installation_id = ${trip.installationId} and state = 'active'
      on conflict do nothing`);
    return true;
  });
}

/**
 * Reason: as `tripBreaker`. Closes an open breaker and clears its problem, because the shop has answered.
 */
export async function closeBreaker(db: Database, installationId: string, now: Date): Promise<void> {
  await withSystem(db, async (tx) => {
    await tx.execute(sql`
      update installation set trips = 0, failures = 0, paused_until = null
      where id = ${installationId} and trips > 0`);
    await tx.execute(sql`
      update problem p set cleared_at = ${now.toISOString()}::timestamptz from store s
      where s.installation_id = ${installationId} and p.organization_id = s.organization_id
        and p.store_id = s.id and p.kind = ${KIND} and p.cleared_at is null`);
  });
}
