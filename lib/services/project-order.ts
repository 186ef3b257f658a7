import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { loadOrderFacts } from "@/db/queries/load-order-facts";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { eligibility } from "@/lib/domain/eligibility";
import type { OrderFacts } from "@/lib/domain/facts";
import { pushStatus } from "@/lib/domain/push-status";

/** The columns that lists and tabs read, as a pure function of facts. */
export function projection(facts: OrderFacts) {
  const status = pushStatus(facts);
  const { stops, cautions } = eligibility(facts);
  return {
    pushStatus: status.status,
    statusReason: status.reason,
    syncedItems: status.syncedItems,
    totalItems: status.totalItems,
    heldReasons:
      status.status === "not_pushed" || status.status === "partially_pushed" ? [...stops, ...cautions] : [],
  };
}

/**
 * Writes an order's projections from its facts, in the transaction that changed them; the caller holds the
 * order's lock. Also the signal for open pages. Returns the facts that it used.
 */
export async function projectOrder(
  tx: Tx,
  scope: Scope,
  orderId: string,
  at: Date,
): Promise<OrderFacts | null> {
  const facts = await loadOrderFacts(tx, scope, orderId, { lock: false });
  if (!facts) return null;
  await tx
    .update(order)
    .set({ ...projection(facts), changedAt: at })
    .where(and(eq(order.organizationId, scope.organizationId), eq(order.id, orderId)));
  return facts;
}
