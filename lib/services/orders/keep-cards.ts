import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { changeCard } from "@/db/schema/push";
import type { ChangeCardKind } from "@/lib/domain/changes/change-card";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** A difference between an order and its source orders; `quantity` in destination units of a line. */
export type Difference = {
  kind: Extract<ChangeCardKind, "over_pushed" | "shipped_early">;
  lineItemId: string;
  quantity: number;
};

const kinds: readonly Difference["kind"][] = ["over_pushed", "shipped_early"];

/** Keeps one open card per difference with its present quantity, and resolves the cards of differences that are gone. */
export async function keepCards(
  tx: Tx,
  ctx: Ctx,
  { orderId, wanted, at }: { orderId: string; wanted: readonly Difference[]; at: Date },
): Promise<void> {
  const { organizationId } = ctx.scope;
  const open = await tx
    .select({
      id: changeCard.id,
      kind: changeCard.kind,
      lineItemId: changeCard.lineItemId,
      quantity: changeCard.quantity,
    })
    .from(changeCard)
    .where(
      and(
        eq(changeCard.organizationId, organizationId),
        eq(changeCard.orderId, orderId),
        inArray(changeCard.kind, [...kinds]),
        isNull(changeCard.answeredAt),
      ),
    );
  const set = (id: string, columns: Partial<typeof changeCard.$inferInsert>) =>
    tx
      .update(changeCard)
      .set(columns)
      .where(and(eq(changeCard.organizationId, organizationId), eq(changeCard.id, id)));
  const isOf = (card: (typeof open)[number], { kind, lineItemId }: Difference) =>
    card.kind === kind && card.lineItemId === lineItemId;
  for (const difference of wanted) {
    const card = open.find((candidate) => isOf(candidate, difference));
    const { kind, lineItemId, quantity } = difference;
    if (card?.quantity === quantity) continue;
    if (card) await set(card.id, { quantity });
    else {
      await tx.insert(changeCard).values({
        ...{ organizationId, id: newId("chg"), orderId, openedAt: at },
        ...{ kind, lineItemId, quantity },
      });
    }
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: `order.${kind}`,
      noun: "line_item",
      nounId: lineItemId,
      orderId,
      data: { quantity },
    });
  }
  for (const card of open) {
    if (!wanted.some((difference) => isOf(card, difference))) {
      await set(card.id, { answeredAt: at, answer: "resolved" });
    }
  }
}
