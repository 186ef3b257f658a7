import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { latestOpenSend } from "@/lib/domain/dispatch/look-up";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { nextCheck, riskDue } from "@/lib/domain/push/automatic/next-check";
import { planAutomatic } from "@/lib/domain/push/automatic/next-supplier";
import { automaticRefusal } from "@/lib/domain/push/push-plan";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";
import { readWaitingOrder } from "./read-waiting-order";
import { recordPush } from "./record-push";

type AutoPushResult = { kind: "recorded"; pushId: string; legs: number } | { kind: "left"; reason: string };

/**
 * Pushes an order automatically if the store's automatic push was on when the order was created and the order has no
 * stops or cautions. Safe to run beside any other push: it plans only units that are still open, under the order's
 * lock. If the store's policy allows, units that a supplier refused for its own reasons are offered to the next
 * supplier. Units that Shopify holds or has scheduled are left, and the order is checked again in time; an order whose
 * risk is being assessed waits for it some minutes.
 */
export async function autoPush(ctx: Ctx, input: { orderId: string }): Promise<AutoPushResult> {
  await readWaitingOrder(ctx, input);
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "left", reason: "not_found" };
    // The order counts as evaluated whatever the result, so the sweeper does not request automatic push until the
    // order changes again, or until something that waits in Shopify must be checked.
    await tx
      .update(order)
      .set({ autoPushDueAt: nextCheck(facts, at) })
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, input.orderId)));
    const refusal = automaticRefusal(facts);
    // Another app's order may have been found while this order was stored, when neither saw the other.
    if (facts.otherAppOrders.length > 0) await projectOrder(tx, ctx.scope, input.orderId, at, facts);
    if (refusal !== null) return { kind: "left", reason: refusal };
    if (riskDue(facts, at) !== null) return { kind: "left", reason: "risk_pending" };
    const { plan, givenUp } = planAutomatic(facts, await settledLegs(tx, ctx, facts.legs));
    for (const leg of givenUp) await giveUp(tx, ctx, input.orderId, leg, at);
    if (plan.legs.length === 0) return { kind: "left", reason: plan.left[0]?.reason ?? "nothing_open" };
    const pushId = await recordPush(tx, ctx, {
      orderId: input.orderId,
      mode: "automatic",
      sourceStoreIds: null,
      lines: null,
      requestKey: null,
      reason: null,
      cautions: [],
      legs: plan.legs,
      at,
    });
    return { kind: "recorded", pushId, legs: plan.legs.length };
  });
}

/** Refused legs without a send that can still arrive. Their units may go to another supplier. */
async function settledLegs(tx: Tx, ctx: Ctx, legs: readonly LegFacts[]): Promise<ReadonlySet<string>> {
  const settled = new Set<string>();
  for (const leg of legs) {
    if (leg.state !== "rejected") continue;
    if (latestOpenSend(await legLedger(tx, ctx.scope, leg.id)) === null) settled.add(leg.id);
  }
  return settled;
}

async function giveUp(tx: Tx, ctx: Ctx, orderId: string, leg: LegFacts, at: Date): Promise<void> {
  const move = { id: leg.id, from: "rejected", to: "skipped", at } as const;
  await moveLeg(tx, ctx.scope, move, { cause: { code: "offered_next" } });
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.offered_next",
    noun: "push_leg",
    nounId: leg.id,
    orderId,
    data: { sourceStoreId: leg.sourceStoreId, cause: leg.causeCode },
  });
}
