import type postgres from "postgres";
import { enqueueEvents, type NewEvent } from "./embedded/store/enqueue-events";
import { createPulse } from "./embedded/store/pulse";
import { transaction } from "./embedded/store/transaction";

/** The PostgreSQL channel that is notified of new outbox rows. */
const OUTBOX_CHANNEL = "crossdock_outbox";
const BATCH = 200;

/** Where events go: into the tables of the embedded engine, or to an Inngest server. */
type Deliver = { engine: "embedded" } | { engine: "inngest"; send: (events: NewEvent[]) => Promise<unknown> };

type RelayOptions = { sql: postgres.Sql; deliver: Deliver; clock?: () => number };

type OutboxRow = { id: string; event_id: string; name: string; data: unknown };

/**
 * Moves one batch of outbox rows to the engine.
 *
 * Embedded: one transaction moves and marks the rows, so each arrives exactly once. Inngest: rows are sent, then
 * marked; after a crash between the two they are sent again, and the server drops the repeat by the event's id.
 *
 * @returns the number of rows moved
 */
export async function relayOutbox({ sql, deliver, clock = Date.now }: RelayOptions): Promise<number> {
  const mark = (db: postgres.Sql | postgres.TransactionSql, rows: OutboxRow[]) => db`
    update outbox set sent_at = ${new Date(clock()).toISOString()}
    where id = any (${rows.map((row) => row.id)}::text[])`;
  if (deliver.engine === "inngest") {
    const rows = await sql<OutboxRow[]>`
      select id, event_id, name, data from outbox where sent_at is null order by created_at, id limit ${BATCH}`;
    if (rows.length === 0) return 0;
    await deliver.send(rows.map(toEvent));
    await mark(sql, rows);
    return rows.length;
  }
  return transaction(sql, async (tx) => {
    const rows = await tx<OutboxRow[]>`
      select id, event_id, name, data from outbox where sent_at is null
      order by created_at, id limit ${BATCH} for update skip locked`;
    if (rows.length === 0) return 0;
    await Promise.all([enqueueEvents(tx, rows.map(toEvent), { now: clock() }), mark(tx, rows)]);
    return rows.length;
  });
}

/** Relays until `stop` is called: when notified, and every `pollMs`. */
export async function startRelay(
  options: RelayOptions & { pollMs?: number; onMoved?: () => void; onError?: (error: unknown) => void },
): Promise<{ kick(): void; stop(): Promise<void> }> {
  const { pollMs = 1_000, onMoved, onError } = options;
  const pulse = createPulse(
    async () => {
      const moved = await relayOutbox(options);
      if (moved > 0) onMoved?.();
      return moved > 0;
    },
    pollMs,
    (error) => onError?.(error),
  );
  const subscription = await options.sql.listen(OUTBOX_CHANNEL, pulse.kick);
  return {
    kick: pulse.kick,
    stop: async () => {
      await subscription.unlisten();
      await pulse.stop();
    },
  };
}

const toEvent = (row: OutboxRow): NewEvent => ({ id: row.event_id, name: row.name, data: row.data });
