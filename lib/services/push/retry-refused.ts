import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { type RetryLegResult, retryLeg } from "./retry-leg";

export type RetryRefusedResult =
  | { kind: "recorded"; legs: number }
  | { kind: "nothing_refused" }
  | Extract<RetryLegResult, { kind: "held" }>
  | { kind: "not_found" };

/**
 * Retries every refused leg of an order. Idempotent: a retried leg is no longer refused. `held` is returned only when
 * no leg could be retried.
 */
export async function retryRefused(ctx: Ctx, input: { orderId: string }): Promise<RetryRefusedResult> {
  const facts = await withScope(ctx.db, ctx.scope, (tx) =>
    loadOrderFacts(tx, ctx.scope, input.orderId, { lock: false }),
  );
  if (!facts) return { kind: "not_found" };
  let recorded = 0;
  let held: Extract<RetryLegResult, { kind: "held" }> | null = null;
  for (const leg of facts.legs) {
    if (leg.state !== "rejected") continue;
    const result = await retryLeg(ctx, { legId: leg.id });
    if (result.kind === "recorded") recorded += 1;
    if (result.kind === "held") held = result;
  }
  if (recorded > 0) return { kind: "recorded", legs: recorded };
  return held ?? { kind: "nothing_refused" };
}
