import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { otherAppOrder } from "@/db/schema/moving";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { linkedLines } from "@/lib/domain/moving/linked-units";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import type { Ctx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { projectOrder } from "@/lib/services/orders/project-order";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import { replaceTokens } from "@/lib/services/orders/replace-tokens";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";
import { insertLinkedLeg } from "./insert-linked-leg";

export type LinkResult =
  | { kind: "linked"; legId: string }
  /** Also when the source order was linked or dismissed meanwhile. */
  | { kind: "not_found" }
  /** A send to this source store is not settled: its order may be a second one. */
  | { kind: "unsettled" }
  | { kind: "cancelled" }
  /** No line of the order is mapped to an item of the source order. */
  | { kind: "nothing_mapped" }
  | { kind: "unreachable"; message: string };

/**
 * Links a source order that another app created: it becomes the source order of a new leg that counts as created, and
 * nothing is sent. Its units cover the order's lines by the mappings, and planned units give way to them. The source
 * order is read first, and its later changes are followed like those of any source order.
 *
 * Proved by `tests/faults/moving/link.test.ts`.
 */
export async function linkOtherAppOrder(
  ctx: Ctx,
  input: { orderId: string; otherAppOrderId: string },
): Promise<LinkResult> {
  const beganAt = await ctx.clock.now();
  const { orderId } = input;
  const known = await withScope(ctx.db, ctx.scope, (tx) =>
    loadOrderFacts(tx, ctx.scope, orderId, { lock: false }),
  );
  const found = known && named(known, input.otherAppOrderId);
  if (!found) return { kind: "not_found" };
  const { sourceStoreId: storeId } = found;
  let snapshot: SourceOrderSnapshot | null;
  try {
    snapshot = await ctx.shopify.readSourceOrder(await shopAccess(ctx, storeId), found.shopifyGid);
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, { storeId, call: "read_source_order" }, error);
    return { kind: "unreachable", message: remoteErrors[error.code].message };
  }
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    // Locks problems before orders, in the same order as ingestion.
    await clearProblems(tx, ctx.scope, { storeId, call: "read_source_order", beganAt, at });
    const facts = await loadOrderFacts(tx, ctx.scope, orderId, { lock: true });
    const current = facts && named(facts, found.id);
    if (!facts || !current) return { kind: "not_found" };
    if (snapshot === null || snapshot.cancelledAt !== null) {
      await end(tx, ctx, { id: found.id, orderId, cancelledAt: snapshot?.cancelledAt ?? at, at });
      return { kind: "cancelled" };
    }
    if (hasUnsettled(facts, storeId)) return { kind: "unsettled" };
    const lines = linkedLines(facts, storeId, snapshot.lines);
    if (lines.length === 0) return { kind: "nothing_mapped" };
    const legId = await insertLinkedLeg(tx, ctx, { facts, found, snapshot, lines, beganAt, at });
    await replaceTokens(tx, ctx.scope, orderId);
    await reconcileReservations(tx, ctx, orderId, at);
    return { kind: "linked", legId };
  });
}

function named(facts: OrderFacts, id: string) {
  return facts.otherAppOrders.find((one) => one.id === id) ?? null;
}

function hasUnsettled(facts: OrderFacts, sourceStoreId: string): boolean {
  return facts.legs.some(
    (leg) => leg.sourceStoreId === sourceStoreId && (leg.state === "claimed" || leg.state === "uncertain"),
  );
}

/** Stores that the source order is gone: it no longer holds the order, which automatic push evaluates again. */
async function end(
  tx: Tx,
  ctx: Ctx,
  { id, orderId, cancelledAt, at }: { id: string; orderId: string; cancelledAt: Date; at: Date },
): Promise<void> {
  await tx
    .update(otherAppOrder)
    .set({ cancelledAt })
    .where(and(eq(otherAppOrder.organizationId, ctx.scope.organizationId), eq(otherAppOrder.id, id)));
  await tx
    .update(order)
    .set({ autoPushDueAt: at })
    .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, orderId)));
  await projectOrder(tx, ctx.scope, orderId, at);
}
