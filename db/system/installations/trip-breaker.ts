import { sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { type ProblemKind, problemsGoneBy } from "@/lib/domain/installations/problem";
import type { LastingErrorCode } from "@/lib/domain/installations/remote-error";

/** The problem that a breaker shows that failures in a row opened. */
const PAUSED: ProblemKind = "paused";

/**
 * Reason: an installation belongs to no organization, and its pause is a problem for every organization with the shop.
 * Opens the circuit breaker, or opens it again after a failed trial, and opens the problem of its stores.
 *
 * @param trip.trips how often the breaker was open before; with another stored number the call changes nothing
 * @param trip.code the refusal that opens the breaker; null after failures in a row
 * @returns whether this call opened it
 */
export async function tripBreaker(
  db: Database,
  trip: {
    installationId: string;
    trips: number;
    code: LastingErrorCode | null;
    now: Date;
    pausedUntil: Date;
  },
): Promise<boolean> {
  const now = sql`${trip.now.toISOString()}::timestamptz`;
  const kind: ProblemKind = trip.code ?? PAUSED;
  return withSystem(db, async (tx) => {
    const tripped = await tx.execute(sql`
      update installation set trips = trips + 1, breaker_code = ${trip.code},
        paused_until = greatest(paused_until, ${trip.pausedUntil.toISOString()}::timestamptz)
      where id = ${trip.installationId} and trips = ${trip.trips}
      returning id`);
    if (tripped.length === 0) return false;
    await tx.execute(sql`
      insert into problem (organization_id, id, store_id, kind, opened_at)
      select organization_id, 'prb_' || replace(gen_random_uuid()::text, '-', ''), id, ${kind}, ${now}
      from store where installation_id = ${trip.installationId} and state <> 'disconnected'
      on conflict do nothing`);
    // A refusal is an answer, so the shop's servers work.
    if (trip.code !== null) await clear(tx, trip, [PAUSED]);
    return true;
  });
}

/**
 * Reason: as `tripBreaker`. Closes an open breaker, because the shop has answered, and clears the problems that the
 * answer disproves. A breaker that a refusal opened is closed only by the trial call: another call may have begun
 * before the refusal.
 */
export async function closeBreaker(
  db: Database,
  success: { installationId: string; beganAt: Date; trial: boolean; now: Date },
): Promise<void> {
  await withSystem(db, async (tx) => {
    const closed = await tx.execute(sql`
      update installation set trips = 0, failures = 0, paused_until = null, breaker_code = null
      where id = ${success.installationId} and trips > 0 and (breaker_code is null or ${success.trial}::boolean)
      returning id`);
    if (closed.length === 0) return;
    await clear(tx, success, [PAUSED]);
    await clear(tx, success, problemsGoneBy("any_answer"), success.beganAt);
  });
}

/** Clears problems of an installation's stores; with `beganAt`, only those that were opened before. */
async function clear(
  tx: Tx,
  { installationId, now }: { installationId: string; now: Date },
  kinds: readonly ProblemKind[],
  beganAt: Date | null = null,
): Promise<void> {
  const openedBefore = beganAt ? sql`and p.opened_at < ${beganAt.toISOString()}::timestamptz` : sql``;
  await tx.execute(sql`
    update problem p set cleared_at = ${now.toISOString()}::timestamptz from store s
    where s.installation_id = ${installationId} and p.organization_id = s.organization_id
      and p.store_id = s.id and p.kind = any(${sql.param([...kinds])}::text[]) and p.cleared_at is null
      ${openedBefore}`);
}
