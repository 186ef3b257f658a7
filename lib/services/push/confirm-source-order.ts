import { and, eq } from "drizzle-orm";
import { findLeg } from "@/db/queries/legs/find-leg";
import { loadLegs } from "@/db/queries/legs/load-legs";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { failureCause } from "@/lib/domain/push/leg-cause";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { recordSourceOrder } from "@/lib/services/source-orders/record-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";
import type { LegRequestResult } from "./retry-leg";

export type ConfirmResult =
  | LegRequestResult
  /** The source store has no such order, or the order does not belong to this leg. Both look the same to the user. */
  | { kind: "not_this_one" }
  | { kind: "unreachable"; message: string };

/**
 * Records the source order that a user names for an uncertain leg. The order is read by its id, which neither lags
 * nor needs the metafield definition, and is accepted only if its lines carry this leg's line ids: other orders in
 * the source store stay private. The ledger gets an attempt for the read, which proves nothing about absence.
 */
export async function confirmSourceOrder(
  ctx: Ctx,
  input: { legId: string; orderGid: string },
): Promise<ConfirmResult> {
  const startedAt = await ctx.clock.now();
  const attemptId = newId("att");
  const found = await withScope(ctx.db, ctx.scope, async (tx) => {
    const leg = await findLeg(tx, ctx.scope, input.legId);
    if (leg?.state !== "uncertain") return leg;
    await tx.insert(attempt).values({
      organizationId: ctx.scope.organizationId,
      id: attemptId,
      operation: "orderRead",
      subjectId: leg.id,
      orderId: leg.orderId,
      legId: leg.id,
      input: { orderGid: input.orderGid },
      startedAt,
    });
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at: startedAt,
      verb: "leg.source_order_named",
      noun: "push_leg",
      nounId: leg.id,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId, orderGid: input.orderGid },
    });
    const legs = await loadLegs(tx, ctx.scope, [leg.orderId]);
    return { ...leg, facts: legs.find((one) => one.id === leg.id) ?? null };
  });
  if (!found) return { kind: "not_found" };
  if (!("facts" in found) || found.facts === null) return { kind: "conflict", state: found.state };
  try {
    const access = await shopAccess(ctx, found.sourceStoreId);
    const snapshot = await ctx.shopify.readSourceOrder(access, input.orderGid);
    if (!snapshot || !isOf(snapshot, found.facts)) {
      await close(ctx, attemptId, "absent", null);
      return { kind: "not_this_one" };
    }
    const { orderId, id: legId, sourceStoreId } = found;
    await recordSourceOrder(ctx, {
      orderId,
      legId,
      sourceStoreId,
      attemptId,
      outcome: "found",
      call: "read_source_order",
      askedAt: startedAt,
      sourceOrders: [snapshot],
    });
    return { kind: "recorded" };
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, { storeId: found.sourceStoreId, call: "read_source_order" }, error);
    await close(ctx, attemptId, "indefinite", error);
    return { kind: "unreachable", message: remoteErrors[error.code].message };
  }
}

function isOf(snapshot: SourceOrderSnapshot, leg: LegFacts): boolean {
  const own = new Set(leg.lines.map((line) => line.id));
  return snapshot.lines.some((line) => line.legLineId !== null && own.has(line.legLineId));
}

async function close(
  ctx: Ctx,
  attemptId: string,
  outcome: "absent" | "indefinite",
  failure: ShopifyFailure | null,
): Promise<void> {
  const finishedAt = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .update(attempt)
      .set({
        outcome,
        finishedAt,
        errorCode: failure?.code ?? null,
        errorData: failure ? failureCause(failure.code, { answer: failure.message }).data : {},
      })
      .where(and(eq(attempt.organizationId, ctx.scope.organizationId), eq(attempt.id, attemptId))),
  );
}
