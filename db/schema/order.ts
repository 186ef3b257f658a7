import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { LineProperties } from "@/lib/domain/orders/line-properties";
import type {
  Address,
  Attribute,
  NotReady,
  PresentmentAmounts,
  ShippingLine,
} from "@/lib/domain/orders/order";
import type { Attention } from "@/lib/domain/push/attention";
import type { HoldReason } from "@/lib/domain/push/hold-reason";
import type { NothingReason, PushStatus } from "@/lib/domain/push/push-status";
import type { StoredTrack } from "@/lib/domain/push/stored-track";
import { instant, minor, organizationId } from "./columns";
import { store } from "./store";

const paidMilli = sql`net_payment * CASE
  WHEN upper(currency) IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1000
  WHEN upper(currency) IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1
  ELSE 10 END`;

/** An order of a destination store as last read from Shopify, with the projections that lists and tabs use. */
export const order = pgTable(
  "order",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    storeId: text("store_id").notNull(),
    merchantId: text("merchant_id"),
    shopifyGid: text("shopify_gid").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    processedAt: instant("processed_at"),
    updatedAt: instant("updated_at").notNull(),
    /** When the read that this row comes from began, by our clock. */
    readAt: instant("read_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    cancelReason: text("cancel_reason"),
    closedAt: instant("closed_at"),
    deletedAt: instant("deleted_at"),
    test: boolean("test").notNull(),
    financialStatus: text("financial_status"),
    fulfillmentStatus: text("fulfillment_status"),
    /** The highest risk level of all assessments, and what Shopify recommends. */
    riskLevel: text("risk_level"),
    riskRecommendation: text("risk_recommendation"),
    sourceName: text("source_name"),
    currency: text("currency").notNull(),
    netPayment: minor("net_payment").notNull(),
    currentTotal: minor("current_total").notNull(),
    total: minor("total").notNull(),
    subtotal: minor("subtotal").notNull(),
    totalShipping: minor("total_shipping").notNull(),
    totalTax: minor("total_tax").notNull(),
    totalDiscounts: minor("total_discounts").notNull(),
    totalReceived: minor("total_received").notNull(),
    totalRefunded: minor("total_refunded").notNull(),
    totalOutstanding: minor("total_outstanding").notNull(),
    /** The same amounts in the currency that the shopper saw; null for orders that were read before they were kept. */
    presentment: jsonb("presentment").$type<PresentmentAmounts>(),
    tags: text("tags").array().notNull(),
    shippingMethod: text("shipping_method"),
    shippingLines: jsonb("shipping_lines").$type<ShippingLine[]>().notNull(),
    contactId: text("contact_id").notNull(),
    contentHash: text("content_hash").notNull(),
    /** Set when a read returned null: the order is too old for our scopes, or gone. Not deleted. */
    unreadableAt: instant("unreadable_at"),
    /** Since when Shopify withholds customer data, when the kept data was read, and when to read the order again. */
    withheldSince: instant("withheld_since"),
    contactAsOf: instant("contact_as_of"),
    rereadAt: instant("reread_at"),
    /** When automatic push is due, or an order that waits in Shopify is checked again. */
    autoPushDueAt: instant("auto_push_due_at"),
    // Projections, written in the transaction that changes the facts they derive from.
    pushStatus: text("push_status").$type<PushStatus>().notNull(),
    statusReason: text("status_reason").$type<NothingReason>(),
    syncedItems: integer("synced_items").notNull(),
    totalItems: integer("total_items").notNull(),
    /** How many items need shipping and go to no source store. */
    unsyncedItems: integer("unsynced_items").notNull().default(0),
    heldReasons: text("held_reasons").array().$type<HoldReason[]>().notNull(),
    openChanges: text("open_changes").array().$type<ChangeCardKind[]>().notNull().default(sql`'{}'`),
    /** The most urgent reason why the order needs attention, if it does. */
    attention: text("attention").$type<Attention>(),
    track: jsonb("track").$type<StoredTrack>(),
    /** The version of the rules that wrote the projections; a job rewrites older ones. */
    projectionVersion: integer("projection_version").notNull().default(0),
    /** The amount paid in thousandths, whatever the currency's minor unit is. Computed by the database. */
    paidMilli: bigint("paid_milli", { mode: "number" }).notNull().generatedAlwaysAs(paidMilli),
    /** Since when a user holds the order; `order_hold` records who and why. */
    heldAt: instant("held_at"),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.storeId],
      foreignColumns: [store.organizationId, store.id],
    }),
    uniqueIndex("order_gid").on(t.organizationId, t.storeId, t.shopifyGid),
    index("order_list").on(t.organizationId, t.createdAt.desc(), t.id.desc()),
    index("order_tab").on(t.organizationId, t.pushStatus, t.createdAt.desc(), t.id.desc()),
    index("order_auto_push_store")
      .on(t.organizationId, t.storeId, t.autoPushDueAt)
      .where(sql`auto_push_due_at is not null`),
    index("order_store").on(t.organizationId, t.storeId, t.createdAt.desc(), t.id.desc()),
    index("order_attention_list")
      .on(t.organizationId, t.createdAt.desc(), t.id.desc())
      .where(sql`${t.attention} IS NOT NULL`),
    index("order_paid").on(t.organizationId, t.paidMilli.desc(), t.id.desc()),
    index("order_paid_tab").on(t.organizationId, t.pushStatus, t.paidMilli.desc(), t.id.desc()),
    index("order_attention_paid")
      .on(t.organizationId, t.paidMilli.desc(), t.id.desc())
      .where(sql`${t.attention} IS NOT NULL`),
    index("order_withheld").on(t.organizationId, t.storeId, t.rereadAt).where(sql`reread_at is not null`),
    index("order_projection").on(t.projectionVersion, t.organizationId, t.id),
  ],
);

/** One immutable version of a shopper's personal data, so that one statement can erase it. */
export const orderContact = pgTable(
  "order_contact",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    createdAt: instant("created_at").notNull(),
    customerName: text("customer_name"),
    email: text("email"),
    phone: text("phone"),
    shippingAddress: jsonb("shipping_address").$type<Address | null>(),
    billingAddress: jsonb("billing_address").$type<Address | null>(),
    note: text("note"),
    attributes: jsonb("attributes").$type<Attribute[]>().notNull(),
    /** Engravings, gift texts and the like, by Shopify's id of the line. */
    lineProperties: jsonb("line_properties").$type<LineProperties>().notNull().default({}),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    index("order_contact_order").on(t.organizationId, t.orderId),
  ],
);

/** A search token of an order: a lower-case word of its number, customer, e-mail, SKUs or tags. */
export const orderToken = pgTable(
  "order_token",
  {
    organizationId: organizationId(),
    token: text("token").notNull(),
    orderId: text("order_id").notNull(),
    /** Whether the token is personal data, which is deleted when the contact is erased. */
    personal: boolean("personal").notNull(),
    /** When the order was created, so that a search finds the newest orders first. */
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.orderId, t.token] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    index("order_token_newest").on(t.organizationId, t.token, t.createdAt.desc(), t.orderId),
  ],
);

/** A value that the orders list can filter by, such as `tag:vip`, with the columns that its tabs and sorting need. */
export const orderFacet = pgTable(
  "order_facet",
  {
    organizationId: organizationId(),
    orderId: text("order_id").notNull(),
    facet: text("facet").notNull(),
    pushStatus: text("push_status").$type<PushStatus>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.orderId, t.facet] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    index("order_facet_tab").on(
      t.organizationId,
      t.facet,
      t.pushStatus,
      t.createdAt.desc(),
      t.orderId.desc(),
    ),
  ],
);

/** A user's hold on an order: automatic push skips the order until a user releases it. At most one is active. */
export const orderHold = pgTable(
  "order_hold",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    note: text("note"),
    heldAt: instant("held_at").notNull(),
    heldBy: text("held_by").notNull(),
    heldByLabel: text("held_by_label").notNull(),
    releasedAt: instant("released_at"),
    releasedBy: text("released_by"),
    releasedByLabel: text("released_by_label"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    check("order_hold_released", sql`(${t.releasedAt} IS NULL) = (${t.releasedBy} IS NULL)`),
    uniqueIndex("order_hold_standing").on(t.organizationId, t.orderId).where(sql`${t.releasedAt} IS NULL`),
    index("order_hold_by_order").on(t.organizationId, t.orderId),
  ],
);

/** A webhook about an order, from the order's own store or from a source store of one of its legs. */
export const orderDelivery = pgTable(
  "order_delivery",
  {
    organizationId: organizationId(),
    orderId: text("order_id").notNull(),
    deliveryId: text("delivery_id").notNull(),
    storeId: text("store_id").notNull(),
    topic: text("topic").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "order_delivery_pk", columns: [t.organizationId, t.orderId, t.deliveryId] }),
    foreignKey({
      name: "order_delivery_order",
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
  ],
);

/** A line of an order as last read. */
export const lineItem = pgTable(
  "line_item",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    variantTitle: text("variant_title"),
    sku: text("sku"),
    vendor: text("vendor"),
    variantGid: text("variant_gid"),
    productGid: text("product_gid"),
    quantity: integer("quantity").notNull(),
    currentQuantity: integer("current_quantity").notNull(),
    unfulfilledQuantity: integer("unfulfilled_quantity").notNull(),
    /** Units shipped at the destination by fulfillments that Crossdock did not create. */
    fulfilledByOthers: integer("fulfilled_by_others").notNull(),
    /** The units among them that are known to be in no source order, so that no supplier's shipment matches them. */
    ownShipped: integer("own_shipped").notNull().default(0),
    requiresShipping: boolean("requires_shipping").notNull(),
    giftCard: boolean("gift_card").notNull(),
    tip: boolean("tip").notNull(),
    unitPrice: minor("unit_price").notNull(),
    presentmentUnitPrice: minor("presentment_unit_price"),
    /** Units that Shopify holds or has scheduled. */
    notReady: jsonb("not_ready").$type<NotReady[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    uniqueIndex("line_item_gid").on(t.organizationId, t.orderId, t.shopifyGid),
    index("line_item_variant").on(t.organizationId, t.variantGid),
  ],
);
