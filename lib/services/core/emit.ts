import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema/shopify";
import type { EventName } from "@/lib/domain/jobs/event-name";
import type { EventData } from "./events";
import { newId } from "./new-id";

/**
 * Writes an event to the outbox in the caller's transaction: the event is sent if and only if that transaction
 * commits. `eventId` is deterministic, because the job engine accepts the same id once a day.
 * Proved by `tests/jobs/forgetting-server.test.ts`.
 */
export async function emit<Name extends EventName>(tx: Tx, event: OutgoingEvent<Name>): Promise<void> {
  await emitAll(tx, [event]);
}

type OutgoingEvent<Name extends EventName> = { name: Name; eventId: string; data: EventData<Name>; at: Date };

/** The most rows of one statement. */
const AT_ONCE = 1_000;

/** Writes several events to the outbox, which are sent in this order. */
export async function emitAll<Name extends EventName>(
  tx: Tx,
  events: readonly OutgoingEvent<Name>[],
): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const rows = events.slice(from, from + AT_ONCE).map((event) => ({
      id: newId("out"),
      eventId: event.eventId,
      name: event.name,
      data: event.data,
      createdAt: event.at,
    }));
    await tx.insert(outbox).values(rows).onConflictDoNothing();
  }
  await tx.execute(sql`select pg_notify('crossdock_outbox', '')`);
}
