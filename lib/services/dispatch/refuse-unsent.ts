import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import type { LegFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { announceRelease } from "@/lib/services/legs/announce-release";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";

/**
 * Refuses a planned leg without a send, because its source store no longer has variants that it would send. The
 * caller holds the order's lock.
 *
 * Proved by tests/faults/orders/fresh-variants.test.ts.
 */
export async function refuseUnsent(
  tx: Tx,
  ctx: Ctx,
  { facts, leg, skus, at }: { facts: OrderFacts; leg: LegFacts; skus: string[]; at: Date },
): Promise<void> {
  const { id, generation } = leg;
  const cause = { code: "variant_gone", data: { skus } } as const;
  await moveLeg(tx, ctx.scope, { id, from: "planned", to: "rejected", at, generation }, { cause });
  await announceRelease(tx, ctx, facts, { id, generation, state: "rejected", at });
  await reconcileReservations(tx, ctx, facts.order.id, at);
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.refused",
    noun: "push_leg",
    nounId: id,
    orderId: facts.order.id,
    data: { code: cause.code, ...cause.data },
  });
}
