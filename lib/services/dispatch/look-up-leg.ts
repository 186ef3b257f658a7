import { and, eq } from "drizzle-orm";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { LOOKED_UP_BY } from "@/lib/domain/dispatch/order-input";
import { failureCause } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { connected, type StoreAccess } from "@/lib/services/installations/shop-access";
import { recordSourceOrder } from "@/lib/services/source-orders/record-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

export type LookUpLeg = { orderId: string; legId: string; sourceStoreId: string; originMark: string };

/**
 * Looks up a leg's mark in its source store: by the unique metafield, then by search. Records a found order. The
 * ledger gets an attempt for the look-up itself. Throws the `ShopifyFailure` of a failed look-up and then leaves the
 * leg unchanged.
 * Proved by `tests/faults/push-protocol.test.ts`.
 */
export async function lookUpLeg(ctx: Ctx, leg: LookUpLeg, access: StoreAccess): Promise<"found" | "absent"> {
  const startedAt = await ctx.clock.now();
  const attemptId = newId("att");
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx.insert(attempt).values({
      organizationId: ctx.scope.organizationId,
      id: attemptId,
      operation: "orderLookUp",
      subjectId: leg.legId,
      orderId: leg.orderId,
      legId: leg.legId,
      input: { originMark: leg.originMark, by: LOOKED_UP_BY },
      startedAt,
    }),
  );
  const lookUp = { attemptId, storeId: leg.sourceStoreId, beganAt: startedAt };
  try {
    const answer = await ctx.shopify.findOrderByMark(connected(access), leg.originMark);
    if (answer.kind === "found") {
      await recordSourceOrder(ctx, {
        orderId: leg.orderId,
        legId: leg.legId,
        sourceStoreId: leg.sourceStoreId,
        attemptId,
        outcome: "found",
        call: "look_up",
        askedAt: startedAt,
        sourceOrders: answer.orders,
      });
      return "found";
    }
  } catch (error) {
    if (error instanceof ShopifyFailure) await closeLookUp(ctx, lookUp, error);
    throw error;
  }
  await closeLookUp(ctx, lookUp, null);
  return "absent";
}

/**
 * Stores the outcome of a look-up that found no order. An answer also clears the store's problems that it disproves.
 */
async function closeLookUp(
  ctx: Ctx,
  lookUp: { attemptId: string; storeId: string; beganAt: Date },
  failure: ShopifyFailure | null,
): Promise<void> {
  const { attemptId, ...success } = lookUp;
  const at = await ctx.clock.now();
  const outcome = failure
    ? {
        outcome: failure.executed === "no" ? ("not_executed" as const) : ("indefinite" as const),
        errorCode: failure.code,
        errorData: failureCause(failure.code, { answer: failure.message }).data,
      }
    : { outcome: "absent" as const, answer: { orders: [] } };
  await withScope(ctx.db, ctx.scope, async (tx) => {
    if (!failure) await clearProblems(tx, ctx.scope, { ...success, call: "look_up", at });
    await tx
      .update(attempt)
      .set({ ...outcome, finishedAt: at })
      .where(and(eq(attempt.organizationId, ctx.scope.organizationId), eq(attempt.id, attemptId)));
  });
}
