import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";

/**
 * Emits `order/leg.released` when a source store refused a leg or gave it back, if the store's policy offers its
 * units to the next supplier. Called in the transaction that moved the leg. The order becomes due for automatic push, so
 * that the sweeper asks again if the event's run fails.
 * Proved by `tests/faults/offer-next.test.ts`.
 */
export async function announceRelease(
  tx: Tx,
  ctx: Pick<Ctx, "scope">,
  facts: OrderFacts | null,
  leg: { id: string; generation: number; state: "rejected" | "skipped" | "ended" | "recalled"; at: Date },
): Promise<void> {
  if (!facts?.store.offerNext) return;
  await tx
    .update(order)
    .set({ autoPushDueAt: leg.at })
    .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, facts.order.id)));
  await emit(tx, {
    name: "order/leg.released",
    eventId: `released:${leg.id}:${leg.generation}:${leg.state}`,
    data: { organizationId: ctx.scope.organizationId, orderId: facts.order.id, legId: leg.id },
    at: leg.at,
  });
}
