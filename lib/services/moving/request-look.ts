import type { Tx } from "@/db/client";
import { otherAppLook } from "@/db/schema/moving";
import { WATCH_MS } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";

/**
 * Requests that a job looks for another app's orders in a connection's source store. If the event is lost, the sweeper
 * emits it again.
 *
 * Proved by `tests/faults/moving/start.test.ts`.
 *
 * @param input.watch whether to look before each send from now on, because automatic push is on
 */
export async function requestLook(
  tx: Tx,
  ctx: Ctx,
  look: { connectionId: string; sourceStoreId: string; watch: boolean; at: Date },
): Promise<void> {
  const { organizationId } = ctx.scope;
  const { connectionId, sourceStoreId, watch, at } = look;
  const asked = {
    requestedAt: at,
    dueAt: at,
    ...(watch ? { watchedUntil: new Date(at.getTime() + WATCH_MS) } : {}),
  };
  await tx
    .insert(otherAppLook)
    .values({ organizationId, connectionId, sourceStoreId, ...asked })
    .onConflictDoUpdate({ target: [otherAppLook.organizationId, otherAppLook.connectionId], set: asked });
  await emit(tx, {
    name: "connection/look.requested",
    eventId: `look:${connectionId}:${at.getTime()}`,
    data: { organizationId, connectionId },
    at,
  });
}
