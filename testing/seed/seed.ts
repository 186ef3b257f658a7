import { eq } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { membership, organization } from "@/db/schema/access";
import { lineItem, order, orderContact, orderFacet, orderToken } from "@/db/schema/order";
import { push, pushLeg, pushLegLine } from "@/db/schema/push";
import { connection, mapping, merchant, store, variant } from "@/db/schema/store";
import { mintScope, type Scope, withScope } from "@/db/scope";
import type { LegFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { lineFacts, orderFacts, route } from "@/testing/seed/order-facts";

export const SEEDED_AT = new Date("2026-03-01T12:00:00Z");

/** The merchants of a seeded organization: `owner` owns the destination store, `other` owns no store. */
export const MERCHANTS = { owner: "mer_1", other: "mer_2" } as const;

export type Seeded = { scope: Scope; orderId: string; storeId: string; facts: OrderFacts };

/**
 * Inserts an organization with two merchants, a destination store, the source stores of the facts, and one order with
 * the facts' lines, legs and routes. The lines first get a large quantity and their real one after the legs, so that
 * the legs may reserve more than the triggers allow.
 */
export async function seedOrder(
  db: Database,
  options: { organizationId: string; facts?: OrderFacts },
): Promise<Seeded> {
  const { organizationId } = options;
  const facts = options.facts ?? orderFacts({ lines: [lineFacts("l1")], routes: [route("l1", "a")] });
  const scope = mintScope(organizationId);
  const { storeId, id: orderId } = facts.order;
  const sources = [...new Set([...facts.routes, ...facts.legs].map((each) => each.sourceStoreId))];
  const own = { organizationId, createdAt: SEEDED_AT };
  await seedInstallations(db, organizationId, [storeId, ...sources]);
  await withScope(db, scope, async (tx) => {
    await insertStores(tx, { own, facts, sources });
    await insertOrder(tx, { own, facts });
    await insertLines(tx, { own, facts });
    await insertRoutes(tx, { own, facts });
  });
  for (const leg of facts.legs) await seedLeg(db, { scope, orderId, leg });
  await withScope(db, scope, async (tx) => {
    const { cancelledAt, deletedAt } = facts.order;
    await tx.update(order).set({ cancelledAt, deletedAt });
    for (const { id, ...line } of facts.lines) {
      await tx.update(lineItem).set(line).where(eq(lineItem.id, id));
    }
  });
  return { scope, orderId, storeId, facts };
}

/** The columns that every row of the organization has. */
type Own = { organizationId: string; createdAt: Date };

async function insertStores(
  tx: Tx,
  { own, facts, sources }: { own: Own; facts: OrderFacts; sources: readonly string[] },
): Promise<void> {
  const { organizationId } = own;
  const { storeId } = facts.order;
  await tx.insert(organization).values({ ...own, name: organizationId });
  await tx.insert(merchant).values(Object.values(MERCHANTS).map((id) => ({ ...own, id, name: id })));
  await tx.insert(membership).values({ ...own, id: "mem_1", userId: `usr_${organizationId}`, role: "owner" });
  await tx.insert(store).values(
    [storeId, ...sources].map((id) => ({
      ...own,
      id,
      merchantId: id === storeId ? MERCHANTS.owner : null,
      installationId: `ins_${organizationId}_${id}`,
      shopDomain: shopDomain(organizationId, id),
      name: id,
      currency: facts.order.currency,
      timeZone: "Europe/Helsinki",
      autoPushSince: id === storeId ? facts.store.autoPushSince : null,
      partsAllowed: facts.store.partsAllowed,
    })),
  );
  if (sources.length > 0) {
    await tx.insert(connection).values(
      sources.map((sourceStoreId) => ({
        ...own,
        id: `con_${sourceStoreId}`,
        destinationStoreId: storeId,
        sourceStoreId,
      })),
    );
  }
}

async function insertOrder(tx: Tx, { own, facts }: { own: Own; facts: OrderFacts }): Promise<void> {
  const { organizationId } = own;
  const { storeId, id: orderId, createdAt } = facts.order;
  await tx.insert(order).values({
    ...facts.order,
    ...money,
    organizationId,
    merchantId: MERCHANTS.owner,
    updatedAt: SEEDED_AT,
    readAt: SEEDED_AT,
    receivedAt: SEEDED_AT,
    changedAt: SEEDED_AT,
    cancelledAt: null,
    deletedAt: null,
    contactId: facts.order.contact.id,
    contentHash: "seeded",
    pushStatus: "not_pushed",
    syncedItems: 0,
    totalItems: 0,
    heldReasons: [],
  });
  await tx.insert(orderContact).values({ ...facts.order.contact, ...own, orderId, hash: "seeded" });
  await tx.insert(orderToken).values({ organizationId, token: "#1001", orderId, personal: false, createdAt });
  await tx.insert(orderFacet).values(
    [`store:${storeId}`, `merchant:${MERCHANTS.owner}`].map((facet) => ({
      ...{ organizationId, orderId, facet, createdAt },
      pushStatus: "not_pushed" as const,
    })),
  );
}

async function insertLines(tx: Tx, { own, facts }: { own: Own; facts: OrderFacts }): Promise<void> {
  await tx.insert(lineItem).values(
    facts.lines.map((line, position) => ({
      ...line,
      ...roomy,
      organizationId: own.organizationId,
      orderId: facts.order.id,
      position,
      shopifyGid: `gid://shopify/LineItem/${line.id}`,
      unfulfilledQuantity: line.currentQuantity,
      unitPrice: 1500,
    })),
  );
}

/** Inserts the variants of lines and routes, and the mappings between them. */
async function insertRoutes(tx: Tx, { own, facts }: { own: Own; facts: OrderFacts }): Promise<void> {
  const { organizationId } = own;
  await tx.insert(variant).values([
    ...facts.lines.map((line) => ({
      ...variantColumns,
      organizationId,
      id: `var_${line.id}`,
      storeId: facts.order.storeId,
      shopifyGid: line.variantGid ?? "",
      currency: facts.order.currency,
    })),
    ...facts.routes.map((each) => ({
      ...variantColumns,
      organizationId,
      id: `var_${each.sourceStoreId}_${each.lineItemId}`,
      storeId: each.sourceStoreId,
      shopifyGid: each.sourceVariantGid,
      price: each.price,
      currency: each.currency,
    })),
  ]);
  for (const each of facts.routes) {
    await tx.insert(mapping).values({
      ...own,
      id: `map_${each.sourceStoreId}_${each.lineItemId}`,
      connectionId: `con_${each.sourceStoreId}`,
      destinationVariantId: `var_${each.lineItemId}`,
      sourceVariantId: `var_${each.sourceStoreId}_${each.lineItemId}`,
      ratio: each.ratio,
    });
  }
}

/** Inserts a leg, in any state, with its own push. */
export async function seedLeg(
  db: Database,
  seed: { scope: Scope; orderId: string; leg: LegFacts },
): Promise<void> {
  const { leg, orderId } = seed;
  const { organizationId } = seed.scope;
  const pushId = `psh_${leg.id}`;
  await withScope(db, seed.scope, async (tx) => {
    await tx.insert(push).values({
      organizationId,
      id: pushId,
      orderId,
      mode: leg.pushMode,
      actorKind: "system",
      actorLabel: "seed",
      cautions: [],
      requestedAt: SEEDED_AT,
    });
    await tx.insert(pushLeg).values({
      ...leg,
      organizationId,
      orderId,
      pushId,
      originMark: `crossdock-${organizationId}-${leg.id}`,
      leaseUntil: leg.state === "claimed" ? (leg.leaseUntil ?? SEEDED_AT) : null,
      createdAt: SEEDED_AT,
      stateChangedAt: SEEDED_AT,
    });
    if (leg.lines.length > 0) {
      await tx
        .insert(pushLegLine)
        .values(leg.lines.map((line) => ({ ...line, organizationId, legId: leg.id })));
    }
  });
}

const money = {
  netPayment: 5000,
  total: 5000,
  subtotal: 4510,
  totalShipping: 490,
  totalTax: 0,
  totalDiscounts: 0,
  totalReceived: 5000,
  totalRefunded: 0,
  totalOutstanding: 0,
};
/** The quantities of every line while the legs are inserted. */
const roomy = {
  quantity: 1000,
  currentQuantity: 1000,
  fulfilledByOthers: 0,
  requiresShipping: true,
  giftCard: false,
  tip: false,
};
const variantColumns = {
  title: "Variant",
  price: 1500,
  requiresShipping: true,
  taxable: true,
  readAt: SEEDED_AT,
};

const shopDomain = (organizationId: string, storeId: string) =>
  `${organizationId}-${storeId}.myshopify.com`.toLowerCase().replaceAll("_", "-");

async function seedInstallations(
  db: Database,
  organizationId: string,
  storeIds: readonly string[],
): Promise<void> {
  await db.sql`insert into app_credential (id, handle, client_id, secret_cipher, created_at)
    values ('app_seed', 'seed', 'seed', 'sealed', now()) on conflict do nothing`;
  for (const storeId of storeIds) {
    await db.sql`insert into installation (id, app_credential_id, shop_domain, token_cipher, scopes, installed_at)
      values (${`ins_${organizationId}_${storeId}`}, 'app_seed', ${shopDomain(organizationId, storeId)}, 'sealed',
        '{}', now())`;
  }
}
