import { and, eq } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/load-order-facts";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { automaticRefusal, planPush } from "@/lib/domain/push-plan";
import type { Ctx } from "./context";
import { recordPush } from "./record-push";

export type AutoPushResult =
  | { kind: "recorded"; pushId: string; legs: number }
  | { kind: "left"; reason: string };

/**
 * Pushes an order by itself when the store's switch was on at its creation and nothing holds it. Idempotent
 * with every other push: it plans only units that are still open, under the order's lock.
 */
export async function autoPush(ctx: Ctx, input: { orderId: string }): Promise<AutoPushResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "left", reason: "not_found" };
    // Looked at, whatever comes of it: the sweeper asks no more until the order changes again.
    await tx
      .update(order)
      .set({ autoPushDueAt: null })
      .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, input.orderId)));
    const refusal = automaticRefusal(facts);
    if (refusal !== null) return { kind: "left", reason: refusal };
    const plan = planPush(facts, { mode: "automatic", choice: null });
    if (plan.legs.length === 0) return { kind: "left", reason: plan.left[0]?.reason ?? "nothing_open" };
    const pushId = await recordPush(tx, ctx, {
      orderId: input.orderId,
      mode: "automatic",
      sourceStoreIds: null,
      reason: null,
      cautions: [],
      legs: plan.legs,
      at,
    });
    return { kind: "recorded", pushId, legs: plan.legs.length };
  });
}
