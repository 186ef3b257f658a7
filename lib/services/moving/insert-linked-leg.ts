import type { Tx } from "@/db/client";
import { attempt, push, pushLeg, pushLegLine, sourceOrder } from "@/db/schema/push";
import type { LinkedLine } from "@/lib/domain/moving/linked-units";
import type { OrderFacts, OtherAppOrder } from "@/lib/domain/orders/facts";
import { shippingIsTaken } from "@/lib/domain/push/push-plan";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { newId } from "@/lib/services/core/new-id";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";

/**
 * Writes the push, the leg, its lines, its source order and the read that proves it, with an audit entry. The leg is
 * inserted as created, so that no process can send it. The caller holds the order's lock. Returns the leg's id.
 *
 * Proved by `tests/faults/moving/link.test.ts`.
 */
export async function insertLinkedLeg(
  tx: Tx,
  ctx: Ctx,
  link: {
    facts: OrderFacts;
    found: OtherAppOrder;
    snapshot: SourceOrderSnapshot;
    lines: readonly LinkedLine[];
    beganAt: Date;
    at: Date;
  },
): Promise<string> {
  const { facts, found, snapshot, lines, beganAt, at } = link;
  const { organizationId } = ctx.scope;
  const { connectionId, sourceStoreId } = found;
  const orderId = facts.order.id;
  const [pushId, legId] = [newId("psh"), newId("leg")];
  await tx.insert(push).values({
    ...{ organizationId, id: pushId, orderId },
    mode: "manual",
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.kind === "user" ? ctx.actor.id : null,
    actorLabel: ctx.actor.label,
    sourceStoreIds: [sourceStoreId],
    cautions: [],
    requestedAt: at,
  });
  await tx.insert(pushLeg).values({
    ...{ organizationId, id: legId, orderId, pushId, connectionId, sourceStoreId },
    state: "created",
    originMark: `crossdock-${legId}`,
    linked: true,
    carriesShipping: !shippingIsTaken(facts, null),
    createdAt: at,
    stateChangedAt: at,
  });
  await tx.insert(pushLegLine).values(
    lines.map((line) => ({
      organizationId,
      id: newId("lgl"),
      legId,
      ...line,
      askedQuantity: line.quantity,
    })),
  );
  await tx.insert(sourceOrder).values({
    ...{ organizationId, id: newId("sor"), legId, orderId, connectionId, sourceStoreId },
    shopifyGid: snapshot.shopifyGid,
    name: snapshot.name,
    createdAt: snapshot.createdAt,
    cancelledAt: snapshot.cancelledAt,
    financialStatus: snapshot.financialStatus,
    fulfillmentStatus: snapshot.fulfillmentStatus,
    readAt: beganAt,
    readDueAt: at,
  });
  const attemptId = newId("att");
  await tx.insert(attempt).values({
    ...{ organizationId, id: attemptId, subjectId: legId, orderId, legId },
    operation: "orderRead",
    input: { orderGid: snapshot.shopifyGid },
    startedAt: beganAt,
    finishedAt: at,
    outcome: "found",
    answer: { orders: [snapshot] },
  });
  // Webhooks since the read were about an unknown order, so it is read once more.
  await emit(tx, {
    name: "order/source-order.recorded",
    eventId: `recorded:${attemptId}:${snapshot.shopifyGid}`,
    data: { organizationId, orderId, sourceStoreId, sourceOrderGid: snapshot.shopifyGid },
    at,
  });
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.linked",
    noun: "push_leg",
    nounId: legId,
    orderId,
    data: { sourceStoreId, sourceOrder: snapshot.name, sourceOrderGid: snapshot.shopifyGid },
  });
  return legId;
}
