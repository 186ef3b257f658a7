import { and, eq, isNull } from "drizzle-orm";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { changeCard } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { reconcileReservations } from "./reconcile-reservations";

export type AcknowledgeChangesResult =
  | { kind: "acknowledged" }
  /** A difference changed or ended after the page was shown, so nothing was recorded for it. */
  | { kind: "changed" }
  | { kind: "not_found" };

/**
 * Records that a user knows of differences of an order, so that they no longer need attention. A difference that has
 * changed since the page was shown stays open. Acknowledging changes nothing in any store.
 *
 * @param input.cards the cards as the page showed them
 */
export async function acknowledgeChanges(
  ctx: Ctx,
  input: { orderId: string; cards: readonly { id: string; revision: number }[] },
): Promise<AcknowledgeChangesResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    if (!facts) return { kind: "not_found" };
    const kinds: string[] = [];
    for (const { id, revision } of input.cards) {
      const rows = await tx
        .update(changeCard)
        .set({
          ...{ answeredAt: at, answer: "acknowledged" as const },
          answeredBy: ctx.actor.kind === "user" ? ctx.actor.id : ctx.actor.kind,
          answeredByLabel: ctx.actor.label,
        })
        .where(
          and(
            eq(changeCard.organizationId, ctx.scope.organizationId),
            eq(changeCard.orderId, input.orderId),
            eq(changeCard.id, id),
            eq(changeCard.revision, revision),
            isNull(changeCard.answeredAt),
          ),
        )
        .returning({ kind: changeCard.kind });
      kinds.push(...rows.map(({ kind }) => kind));
    }
    if (kinds.length > 0) {
      await reconcileReservations(tx, ctx, input.orderId, at);
      await audit(tx, {
        ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "order.changes_acknowledged" },
        ...{ noun: "order", nounId: input.orderId, orderId: input.orderId, data: { kinds } },
      });
    }
    return { kind: kinds.length < input.cards.length ? "changed" : "acknowledged" };
  });
}
