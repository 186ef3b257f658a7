import { isDeepStrictEqual } from "node:util";
import { and, count, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { changeCard, sourceOrder } from "@/db/schema/push";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import type { Difference } from "@/lib/domain/changes/difference";
import { differences } from "@/lib/domain/changes/differences";
import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import type { Address } from "@/lib/domain/orders/order";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** The audit entry of a new or changed difference; null where the change that caused it has an entry of its own. */
const verbs: Readonly<Record<ChangeCardKind, AuditVerb | null>> = {
  second_source_order: null,
  risk_raised: "order.risk_raised",
  held_after_push: "order.held_after_push",
  payment_ended: "order.payment_ended",
  address_changed: "order.address_changed",
  shipping_changed: "order.shipping_changed",
  over_pushed: "order.over_pushed",
  shipped_early: "order.shipped_early",
  supplier_ended: null,
  supplier_changed: "leg.source_order_changed",
  variant_mismatch: null,
};

type Card = Pick<
  typeof changeCard.$inferSelect,
  "id" | "kind" | "lineItemId" | "legId" | "quantity" | "data" | "revision" | "answeredAt"
>;

/**
 * Keeps one card per difference of an order. A card's numbers follow the difference, and the card ends with it. A card
 * that a user acknowledged stays answered while its difference is the same; a different one opens a new card. Returns the
 * facts with the kinds of the open cards. The caller holds the order's lock.
 *
 * Proved by `tests/faults/changes/change-cards.test.ts`.
 */
export async function keepCards(tx: Tx, ctx: Ctx, facts: OrderFacts, at: Date): Promise<OrderFacts> {
  const orderId = facts.order.id;
  const { organizationId } = ctx.scope;
  const cards = await currentCards(tx, ctx, orderId);
  const wanted = differences(facts, await readSeen(tx, ctx, facts, cards));
  const kinds = new Set<ChangeCardKind>();
  for (const difference of wanted) {
    const card = cards.find((candidate) => isOf(candidate, difference));
    const same = card?.quantity === difference.quantity && isDeepStrictEqual(card.data, difference.data);
    if (!card || card.answeredAt === null || !same) kinds.add(difference.kind);
    if (card && same) continue;
    const { quantity, data } = difference;
    if (card && card.answeredAt === null) {
      await setCard(tx, ctx, card.id, { quantity, data, revision: card.revision + 1 });
    } else {
      if (card) await setCard(tx, ctx, card.id, { endedAt: at });
      const id = newId("chg");
      await tx.insert(changeCard).values({ organizationId, id, orderId, ...difference, openedAt: at });
    }
    await auditDifference(tx, ctx, orderId, difference, at);
  }
  for (const card of cards) {
    if (wanted.some((difference) => isOf(card, difference))) continue;
    const answer = card.answeredAt === null ? ({ answeredAt: at, answer: "resolved" } as const) : {};
    await setCard(tx, ctx, card.id, { ...answer, endedAt: at });
  }
  const openChanges = [...kinds].sort();
  if (isDeepStrictEqual(openChanges, [...facts.order.openChanges].sort())) return facts;
  await tx
    .update(order)
    .set({ openChanges })
    .where(and(eq(order.organizationId, organizationId), eq(order.id, orderId)));
  return { ...facts, order: { ...facts.order, openChanges } };
}

const isOf = (card: Card, { kind, lineItemId, legId }: Difference) =>
  card.kind === kind && card.lineItemId === lineItemId && card.legId === legId;

/** The cards of an order whose difference has not ended, also the acknowledged ones. */
function currentCards(tx: Tx, ctx: Ctx, orderId: string): Promise<Card[]> {
  return tx
    .select({
      ...{ id: changeCard.id, kind: changeCard.kind, lineItemId: changeCard.lineItemId },
      ...{ legId: changeCard.legId, quantity: changeCard.quantity, data: changeCard.data },
      ...{ revision: changeCard.revision, answeredAt: changeCard.answeredAt },
    })
    .from(changeCard)
    .where(
      and(
        eq(changeCard.organizationId, ctx.scope.organizationId),
        eq(changeCard.orderId, orderId),
        isNull(changeCard.endedAt),
      ),
    );
}

/** Reads what the differences need beside the facts. */
async function readSeen(tx: Tx, ctx: Ctx, { order: head, legs }: OrderFacts, cards: readonly Card[]) {
  const { organizationId } = ctx.scope;
  const reported = cards.flatMap(({ data }) => data.contactId ?? []);
  const others = [...reported, ...legs.flatMap((leg) => leg.sentContactId ?? [])];
  const ids = [...new Set(others)].filter((id) => id !== head.contact.id);
  const contacts =
    ids.length === 0
      ? []
      : await tx
          .select({ id: orderContact.id, address: orderContact.shippingAddress })
          .from(orderContact)
          .where(and(eq(orderContact.organizationId, organizationId), inArray(orderContact.id, ids)));
  const duplicates = await tx
    .select({ legId: sourceOrder.legId, live: count() })
    .from(sourceOrder)
    .where(
      and(
        eq(sourceOrder.organizationId, organizationId),
        eq(sourceOrder.orderId, head.id),
        ne(sourceOrder.duplicate, false),
        isNull(sourceOrder.cancelledAt),
      ),
    )
    .groupBy(sourceOrder.legId);
  return {
    addresses: new Map<string, Address | null>(contacts.map(({ id, address }) => [id, address ?? null])),
    reported,
    duplicates: new Map(duplicates.map(({ legId, live }) => [legId, live])),
    mismatched: cards.flatMap(({ kind, legId }) => (kind === "variant_mismatch" && legId ? [legId] : [])),
  };
}

function setCard(tx: Tx, ctx: Ctx, id: string, columns: Partial<typeof changeCard.$inferInsert>) {
  return tx
    .update(changeCard)
    .set(columns)
    .where(and(eq(changeCard.organizationId, ctx.scope.organizationId), eq(changeCard.id, id)));
}

async function auditDifference(
  tx: Tx,
  ctx: Ctx,
  orderId: string,
  { kind, lineItemId, legId, quantity, data }: Difference,
  at: Date,
): Promise<void> {
  const verb = verbs[kind];
  if (verb === null) return;
  const about =
    legId !== null
      ? { noun: "push_leg", nounId: legId }
      : lineItemId !== null
        ? { noun: "line_item", nounId: lineItemId }
        : { noun: "order", nounId: orderId };
  await audit(tx, {
    ...{ scope: ctx.scope, actor: ctx.actor, at, verb, ...about, orderId },
    data: { ...data, ...(quantity === null ? {} : { quantity }) },
  });
}
