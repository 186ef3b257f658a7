import type { Database, Tx } from "@/db/client";
import { auditEntry, invitation } from "@/db/schema/access";
import { deletion } from "@/db/schema/deletion";
import { disclosure } from "@/db/schema/disclosure";
import { listPreference, savedView } from "@/db/schema/list";
import { otherAppLook, otherAppOrder } from "@/db/schema/moving";
import { orderDelivery, orderHold } from "@/db/schema/order";
import { attempt, changeCard, problem, sourceOrder } from "@/db/schema/push";
import { emergencyStop } from "@/db/schema/stop";
import { withScope } from "@/db/scope";
import { SEEDED_AT, type Seeded } from "./seed";

/** Inserts a row into each table that a push fills later, and a released hold, a saved view and a list preference. */
export async function seedAftermath(db: Database, seeded: Seeded, legId: string): Promise<void> {
  const { scope, orderId, storeId } = seeded;
  const own = { organizationId: scope.organizationId, orderId };
  const seededLeg = seeded.facts.legs.find((leg) => leg.id === legId);
  const { sourceStoreId = "a", connectionId = "con_a" } = seededLeg ?? {};
  await withScope(db, scope, async (tx) => {
    await tx.insert(attempt).values({
      ...own,
      id: "att_1",
      operation: "orderCreate",
      subjectId: legId,
      legId,
      input: {},
      startedAt: SEEDED_AT,
    });
    await tx.insert(sourceOrder).values({
      ...own,
      id: "src_1",
      legId,
      ...{ connectionId, sourceStoreId },
      shopifyGid: "gid://shopify/Order/900",
      name: "#900",
      createdAt: SEEDED_AT,
      readAt: SEEDED_AT,
    });
    await seedOtherApp(tx, scope.organizationId, {
      connectionId,
      sourceStoreId,
      destinationStoreId: storeId,
    });
    await tx.insert(changeCard).values({ ...own, id: "chg_1", kind: "over_pushed", openedAt: SEEDED_AT });
    await tx.insert(disclosure).values({
      ...own,
      id: "dis_1",
      legId,
      attemptId: "att_1",
      contactId: seeded.facts.order.contact.id,
      sourceStoreId,
      fields: ["email"],
      at: SEEDED_AT,
    });
    await tx
      .insert(problem)
      .values({ ...own, id: "prb_1", kind: "unauthorized", storeId, openedAt: SEEDED_AT });
    await tx.insert(orderHold).values({
      ...{ ...own, id: "hld_1", heldAt: SEEDED_AT, heldBy: "usr_owner", heldByLabel: "Mara" },
      ...{ releasedAt: SEEDED_AT, releasedBy: "usr_owner", releasedByLabel: "Mara" },
    });
    await tx
      .insert(orderDelivery)
      .values({ ...own, deliveryId: "dlv_1", storeId, topic: "orders/updated", receivedAt: SEEDED_AT });
    await tx.insert(deletion).values({
      ...{ organizationId: scope.organizationId, storeId, heardAt: SEEDED_AT },
      shopifyGid: "gid://shopify/Order/404",
    });
    await seedInvitation(tx, scope.organizationId);
    await seedStop(tx, seeded);
    const mara = { organizationId: scope.organizationId, userId: "usr_owner" };
    await tx.insert(listPreference).values({ ...mara, hiddenColumns: ["tags"], dense: true });
    await tx.insert(savedView).values({
      ...{ ...mara, id: "viw_1", userLabel: "Mara", createdAt: SEEDED_AT },
      ...{ name: "Big ones", query: "paid_min=100", shared: false },
    });
    await tx.insert(auditEntry).values({
      ...own,
      id: "aud_1",
      at: SEEDED_AT,
      actorKind: "system",
      actorLabel: "seed",
      verb: "order.received",
      noun: "order",
      nounId: orderId,
    });
  });
}

/** Inserts a look for another app's orders, and an order that it found. */
async function seedOtherApp(
  tx: Tx,
  organizationId: string,
  { destinationStoreId, ...place }: Record<"connectionId" | "sourceStoreId" | "destinationStoreId", string>,
): Promise<void> {
  const look = { organizationId, ...place };
  await tx.insert(otherAppLook).values({ ...look, requestedAt: SEEDED_AT });
  await tx.insert(otherAppOrder).values({
    ...{ ...look, id: "oao_1", destinationStoreId, shopifyGid: "gid://shopify/Order/901" },
    ...{ name: "#901", placedAt: SEEDED_AT, seenAt: SEEDED_AT, mark: "tag", orderName: "no-such-order" },
  });
}

async function seedInvitation(tx: Tx, organizationId: string): Promise<void> {
  await tx.insert(invitation).values({
    ...{
      organizationId,
      id: "inv_1",
      email: "invited@agency.example",
      role: "viewer",
    },
    ...{ tokenDigest: `digest of ${organizationId}`, invitedBy: "usr_owner" },
    ...{ createdAt: SEEDED_AT, expiresAt: SEEDED_AT },
  });
}

/** Inserts an emergency stop of the destination store. */
async function seedStop(tx: Tx, { scope, storeId }: Seeded): Promise<void> {
  await tx.insert(emergencyStop).values({
    ...{ organizationId: scope.organizationId, id: "stp_1", level: "store", subjectId: storeId },
    ...{ reason: "A supplier called", begunAt: SEEDED_AT, begunBy: "Mara" },
  });
}
