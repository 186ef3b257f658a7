import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import type { LegFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { announceRelease } from "@/lib/services/legs/announce-release";

/**
 * Ends a leg whose source order is gone, or completes its recall. The caller holds the order's lock.
 *
 * Proved by `tests/http/source-orders.test.ts`.
 *
 * @param gone.name the source order's number
 * @param gone.cause what its supplier did
 * @returns whether the leg moved
 */
export async function endLeg(
  tx: Tx,
  ctx: Ctx,
  gone: { facts: OrderFacts; leg: LegFacts; name: string; cause: "cancelled" | "deleted"; at: Date },
): Promise<boolean> {
  const { facts, leg, at } = gone;
  if (leg.state !== "created" && leg.state !== "recall_requested") return false;
  const state = leg.state === "created" ? "ended" : "recalled";
  const moved =
    leg.state === "created"
      ? await moveLeg(tx, ctx.scope, { id: leg.id, from: "created", to: "ended", at })
      : await moveLeg(tx, ctx.scope, { id: leg.id, from: "recall_requested", to: "recalled", at });
  if (!moved) return false;
  await announceRelease(tx, ctx, facts, { ...leg, state, at });
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: `leg.${state}`,
    noun: "push_leg",
    nounId: leg.id,
    orderId: facts.order.id,
    data: { sourceOrder: gone.name, cause: gone.cause },
  });
  return true;
}
