import type postgres from "postgres";

const DAY = 86_400_000;
const BATCH = 1_000;

/**
 * Deletes finished runs with their steps, dispatched events, and expired keys and cron slots. Live runs are kept.
 *
 * @param keepMs how long finished runs and events are kept
 */
export async function prune(sql: postgres.Sql, now: number, keepMs: number): Promise<void> {
  const before = new Date(now - keepMs).toISOString();
  for (;;) {
    const runs = await sql`
      delete from engine.runs where id in (select id from engine.runs where ended_at < ${before} limit ${BATCH})`;
    const events = await sql`
      delete from engine.events
      where seq in (select seq from engine.events where dispatched_at < ${before} limit ${BATCH})`;
    if (runs.count < BATCH && events.count < BATCH) break;
  }
  await sql`delete from engine.idempotency where expires_at < ${new Date(now).toISOString()}`;
  await sql`delete from engine.flow where next_at < ${new Date(now).toISOString()}`;
  await sql`delete from engine.cron_slots where slot < ${new Date(now - 7 * DAY).toISOString()}`;
}
