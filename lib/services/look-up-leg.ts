import { and, desc, eq, gt, inArray, lt } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/load-order-facts";
import { moveLeg } from "@/db/queries/move-leg";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { ShopifyFailure } from "@/lib/shopify/failure";
import { audit } from "./audit";
import type { Ctx } from "./context";
import { newId } from "./new-id";
import { projectOrder } from "./project-order";
import { LATE_COMMIT_MS, LEASE_MS, SEARCH_LAG_MS } from "./push-timing";
import { recordSourceOrder } from "./record-source-order";
import { settleAfterChange } from "./settle-after-change";
import { shopAccess } from "./shop-access";

export type LookUpLeg = { orderId: string; legId: string; sourceStoreId: string; originMark: string };

export type LookUpResult =
  | { kind: "found" }
  /** Nothing there; `proved` when the rules of proof are met (see `absenceProved`). */
  | { kind: "absent"; proved: boolean };

/** The latest send that may have reached the source store, or null when there was none. */
export async function lastOpenSend(ctx: Ctx, legId: string): Promise<{ id: string; startedAt: Date } | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [row] = await tx
      .select({ id: attempt.id, startedAt: attempt.startedAt })
      .from(attempt)
      .where(
        and(
          eq(attempt.organizationId, ctx.scope.organizationId),
          eq(attempt.legId, legId),
          eq(attempt.operation, "orderCreate"),
          inArray(attempt.outcome, ["pending", "indefinite", "created"]),
        ),
      )
      .orderBy(desc(attempt.startedAt))
      .limit(1);
    return row ?? null;
  });
}

/**
 * Looks a leg's mark up in its source store: by the unique metafield, then by search. Found: it is recorded.
 * The look-up itself stands in the ledger. Throws the `ShopifyFailure` of a failed look-up; the leg is then as
 * it was.
 */
export async function lookUpLeg(ctx: Ctx, leg: LookUpLeg, lastSendAt: Date): Promise<LookUpResult> {
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
      input: { originMark: leg.originMark },
      startedAt,
    }),
  );
  try {
    const access = await shopAccess(ctx, leg.sourceStoreId);
    const answer = await ctx.shopify.findOrderByMark(access, leg.originMark);
    if (answer.kind === "found") {
      await recordSourceOrder(ctx, {
        orderId: leg.orderId,
        legId: leg.legId,
        attemptId,
        outcome: "found",
        sourceOrders: answer.orders,
      });
      return { kind: "found" };
    }
  } catch (error) {
    if (error instanceof ShopifyFailure) await closeLookUp(ctx, attemptId, "indefinite", error.code);
    throw error;
  }
  await closeLookUp(ctx, attemptId, "absent", null);
  return { kind: "absent", proved: await absenceProved(ctx, leg.legId, attemptId, startedAt, lastSendAt) };
}

async function closeLookUp(
  ctx: Ctx,
  attemptId: string,
  outcome: "absent" | "indefinite",
  errorCode: string | null,
): Promise<void> {
  const finishedAt = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .update(attempt)
      .set({ outcome, errorCode, finishedAt })
      .where(and(eq(attempt.organizationId, ctx.scope.organizationId), eq(attempt.id, attemptId))),
  );
}

/**
 * Absence is proved by two look-ups that found nothing: an earlier one begun after the claim's lease and the
 * search index's lag, and this one begun after that and the assumed late-commit time after the lease.
 */
async function absenceProved(
  ctx: Ctx,
  legId: string,
  ownId: string,
  startedAt: Date,
  lastSendAt: Date,
): Promise<boolean> {
  // The send may have begun late in its lease, so both times count from the lease's end.
  if (startedAt.getTime() < lastSendAt.getTime() + LEASE_MS + LATE_COMMIT_MS) return false;
  const earliest = new Date(lastSendAt.getTime() + LEASE_MS + SEARCH_LAG_MS);
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: attempt.id })
      .from(attempt)
      .where(
        and(
          eq(attempt.organizationId, ctx.scope.organizationId),
          eq(attempt.legId, legId),
          eq(attempt.operation, "orderLookUp"),
          eq(attempt.outcome, "absent"),
          gt(attempt.startedAt, earliest),
          lt(attempt.finishedAt, startedAt),
        ),
      ),
  );
  return rows.some((row) => row.id !== ownId);
}

/** Frees an uncertain leg whose order was proved absent. */
export async function freeAbsentLeg(ctx: Ctx, leg: LookUpLeg, generation: number): Promise<boolean> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const move = { id: leg.legId, from: "uncertain", to: "planned", at, generation } as const;
    if (!(await moveLeg(tx, ctx.scope, move))) return false;
    await settleAfterChange(tx, ctx, leg.orderId, at);
    await projectOrder(tx, ctx.scope, leg.orderId, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.proved_absent",
      noun: "push_leg",
      nounId: leg.legId,
      orderId: leg.orderId,
      data: { sourceStoreId: leg.sourceStoreId },
    });
    return true;
  });
}
