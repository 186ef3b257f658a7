import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { attempt, pushLegLine } from "@/db/schema/push";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { shrinkToTarget } from "@/lib/domain/push/push-plan";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { keepCards } from "./keep-cards";
import { projectOrder } from "./project-order";

/**
 * Adjusts an order's reservations after its facts changed: shrinks planned and rejected legs to the new target, keeps
 * the change cards, and projects the order. The caller holds the order's lock.
 *
 * Proved by `tests/faults/projections.test.ts`.
 */
export async function reconcileReservations(tx: Tx, ctx: Ctx, orderId: string, at: Date): Promise<void> {
  const facts = await loadOrderFacts(tx, ctx.scope, orderId, { lock: false });
  if (!facts) return;
  const shrunk = shrinkToTarget(facts);
  const { organizationId } = ctx.scope;
  for (const line of shrunk) {
    await tx
      .update(pushLegLine)
      .set({ quantity: line.quantity })
      .where(and(eq(pushLegLine.organizationId, organizationId), eq(pushLegLine.id, line.legLineId)));
  }
  const quantities = new Map(shrunk.map((line) => [line.legLineId, line.quantity]));
  const superseded = await supersedeEmpty(tx, ctx, facts, quantities, at);
  const changed = shrunk.length > 0 || superseded;
  const known = changed ? await loadOrderFacts(tx, ctx.scope, orderId, { lock: false }) : facts;
  // Without a leg there was no push, so there is no card.
  const latest = known && known.legs.length > 0 ? await keepCards(tx, ctx, known, at) : known;
  await projectOrder(tx, ctx.scope, orderId, at, latest);
}

/**
 * Supersedes planned and rejected legs that have no units left. Skips legs with a send that may have arrived; the
 * next dispatch looks those up first. Returns whether any leg was superseded.
 */
async function supersedeEmpty(
  tx: Tx,
  ctx: Ctx,
  facts: OrderFacts,
  shrunk: ReadonlyMap<string, number>,
  at: Date,
): Promise<boolean> {
  let superseded = false;
  for (const leg of facts.legs) {
    if (leg.state !== "planned" && leg.state !== "rejected") continue;
    if (leg.lines.some((line) => (shrunk.get(line.id) ?? line.quantity) > 0)) continue;
    const [open] = await tx
      .select({ id: attempt.id })
      .from(attempt)
      .where(
        and(
          eq(attempt.organizationId, ctx.scope.organizationId),
          eq(attempt.subjectId, leg.id),
          inArray(attempt.outcome, ["pending", "indefinite"]),
        ),
      )
      .limit(1);
    if (open) continue;
    superseded = true;
    await moveLeg(
      tx,
      ctx.scope,
      { id: leg.id, from: leg.state, to: "superseded", at },
      { cause: { code: "nothing_left" } },
    );
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "leg.superseded",
      noun: "push_leg",
      nounId: leg.id,
      orderId: facts.order.id,
      data: { sourceStoreId: leg.sourceStoreId, reasons: ["nothing_left"] },
    });
  }
  return superseded;
}
