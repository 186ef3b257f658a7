import { createHash, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { ENGINE_CHANNEL, limits } from "@/inngest/embedded/sdk/protocol";

/** An event to enqueue. `ts` is in milliseconds since 1970; default: now. */
export type NewEvent = { name: string; data?: unknown; id?: string | undefined; ts?: number | undefined };

/** An event that, with `target`, starts only that function; `parent` is the step that waits for the run's result. */
export type QueuedEvent = NewEvent & {
  target?: string | undefined;
  parent?: { runId: string; step: string } | undefined;
  /** Replaces data over 32 MiB. Set for the engine's own events, which are never refused. */
  short?: unknown;
};

/** The engine refuses an event. The message is for the sender. */
export class EventRefused extends Error {
  override name = "EventRefused";
}

/**
 * Stores events for the engine and wakes it. On a transaction, the events exist only if the transaction commits.
 *
 * @param options.seed the same seed gives the same internal ids, so that a repeated send stores nothing twice
 * @returns the internal ids, in the order of `events`
 * @throws EventRefused if an event has no name or, unless it is the engine's own, is over 3 MiB; no event is stored
 */
export async function enqueueEvents(
  sql: postgres.Sql | postgres.TransactionSql,
  events: QueuedEvent[],
  options: { now?: number; seed?: string } = {},
): Promise<string[]> {
  const now = options.now ?? Date.now();
  const rows = events.map((event, index) => {
    if (typeof event.name !== "string" || event.name === "") throw new EventRefused("An event needs a name.");
    const whole = JSON.stringify(event.data ?? {});
    const bytes = Buffer.byteLength(whole);
    if (event.short === undefined && bytes > limits.eventBytes) {
      throw new EventRefused(`The event "${event.name}" is over ${limits.eventBytes} bytes.`);
    }
    const data = event.short !== undefined && bytes > limits.stateBytes ? JSON.stringify(event.short) : whole;
    return {
      id: options.seed
        ? `evt_${createHash("sha256").update(`${options.seed}:${index}`).digest("hex").slice(0, 32)}`
        : `evt_${randomUUID().replaceAll("-", "")}`,
      external_id: event.id ?? null,
      name: event.name,
      data,
      ts: event.ts ?? now,
      target: event.target ?? null,
      parent_run_id: event.parent?.runId ?? null,
      parent_step: event.parent?.step ?? null,
    };
  });
  if (rows.length === 0) return [];
  await sql`
    with stored as (
      insert into engine.events
        (id, external_id, name, data, ts, received_at, target, parent_run_id, parent_step)
      select id, external_id, name, data::json, ts, ${new Date(now).toISOString()}, target, parent_run_id,
        parent_step
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(id text, external_id text, name text,
        data text, ts bigint, target text, parent_run_id text, parent_step text)
      on conflict (id) do nothing
    )
    select pg_notify(${ENGINE_CHANNEL}, '')`;
  return rows.map((row) => row.id);
}
