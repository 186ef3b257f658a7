import type { Closing } from "@/testing/simulation/people/connections";
import type { SimDatabase } from "@/testing/simulation/sim-database";
import type { Write } from "@/testing/simulation/virtual-transport";

/** A send that was claimed before a connection was closed is written within this time, in which its lease ends. */
const LEASE_MS = 60_000;

/**
 * The orders that were claimed or left over a connection while it was paused, blocked or disconnected. Those that were
 * planned before may go if the user chose so.
 */
export async function sentWhileClosed(run: {
  database: SimDatabase;
  closings: readonly Closing[];
  writes: readonly Write[];
}): Promise<string[]> {
  const { database, closings, writes } = run;
  const claims = await database.admin<
    { mark: string; connectionId: string; plannedAt: number; claimedAt: number }[]
  >`
    select l.origin_mark as mark, l.connection_id as "connectionId",
      (extract(epoch from l.created_at) * 1000)::float8 as "plannedAt",
      (extract(epoch from t.started_at) * 1000)::float8 as "claimedAt"
    from attempt t join push_leg l on l.id = t.leg_id where t.operation = 'orderCreate' order by t.started_at, t.id`;
  return closings.flatMap(({ connectionId, finishes, from, until }) => {
    const mine = claims.filter((claim) => claim.connectionId === connectionId);
    const barred = mine.filter(({ plannedAt }) => !finishes || plannedAt > from);
    const isIn = (at: number, since: number) => at > since && at < until;
    const late = barred.filter(({ claimedAt }) => isIn(claimedAt, from));
    const left = writes.filter(
      ({ at, body }) => isIn(at, from + LEASE_MS) && barred.some(({ mark }) => body.includes(mark)),
    );
    return [
      ...late.map(({ mark }) => `${mark} was claimed over a connection that was closed`),
      ...left.map(({ shop }) => `an order left for ${shop} over a connection that was closed`),
    ];
  });
}
