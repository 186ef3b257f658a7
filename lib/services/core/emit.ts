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
export async function emit<Name extends EventName>(
  tx: Tx,
  event: { name: Name; eventId: string; data: EventData<Name>; at: Date },
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      id: newId("out"),
      eventId: event.eventId,
      name: event.name,
      data: event.data,
      createdAt: event.at,
    })
    .onConflictDoNothing();
  await tx.execute(sql`select pg_notify('crossdock_outbox', '')`);
}
