import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ChosenLine } from "@/lib/domain/push/push-plan";
import { instant, organizationId } from "./columns";
import { lineItem, order } from "./order";
import { connection, store } from "./store";

/** One request to forward an order: who or what asked, when, and for which source stores. */
export const push = pgTable(
  "push",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    mode: text("mode").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorLabel: text("actor_label").notNull(),
    /** Null means every source store that the order routes to. */
    sourceStoreIds: text("source_store_ids").array(),
    /** Lines and quantities that a person chose; null means everything that the source stores would get. */
    chosenLines: jsonb("chosen_lines").$type<ChosenLine[]>(),
    /** Names one press of a button, so that the same request arriving twice is one push. */
    requestKey: text("request_key"),
    /** Why a person pushed over cautions; the cautions stand beside it. */
    reason: text("reason"),
    cautions: text("cautions").array().notNull(),
    requestedAt: instant("requested_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    index("push_order").on(t.organizationId, t.orderId),
    uniqueIndex("push_request").on(t.organizationId, t.orderId, t.requestKey),
  ],
);

/** What goes to one source store: the unit that is created, retried, recalled. */
export const pushLeg = pgTable(
  "push_leg",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    pushId: text("push_id").notNull(),
    connectionId: text("connection_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    state: text("state").notNull(),
    originMark: text("origin_mark").notNull(),
    carriesShipping: boolean("carries_shipping").notNull(),
    /** Rises with every claim; an answer of an older claim is not taken. */
    generation: integer("generation").notNull().default(0),
    leaseUntil: instant("lease_until"),
    causeCode: text("cause_code"),
    causeMessage: text("cause_message"),
    remedy: text("remedy"),
    /** When it is looked at again: a planned leg is not sent before, an uncertain one is looked up then. */
    notBefore: instant("not_before"),
    createdAt: instant("created_at").notNull(),
    stateChangedAt: instant("state_changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.pushId],
      foreignColumns: [push.organizationId, push.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connection.organizationId, connection.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.sourceStoreId],
      foreignColumns: [store.organizationId, store.id],
    }),
    uniqueIndex("push_leg_mark").on(t.originMark),
    index("push_leg_order").on(t.organizationId, t.orderId),
    index("push_leg_open").on(t.state, t.stateChangedAt),
    index("push_leg_due").on(t.notBefore).where(sql`${t.notBefore} IS NOT NULL`),
  ],
);

/** A reservation of destination units on a leg, with source variant and ratio as last planned. */
export const pushLegLine = pgTable(
  "push_leg_line",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    legId: text("leg_id").notNull(),
    lineItemId: text("line_item_id").notNull(),
    /** Destination units that this leg reserves. */
    quantity: integer("quantity").notNull(),
    /** Destination units first asked for; a rebuilt line is never wider. */
    askedQuantity: integer("asked_quantity").notNull(),
    sourceVariantGid: text("source_variant_gid").notNull(),
    ratio: integer("ratio").notNull(),
    /** Of the source order as last read; source units. Null until it exists. */
    sourceLineGid: text("source_line_gid"),
    liveUnits: integer("live_units"),
    shippedUnits: integer("shipped_units"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.legId],
      foreignColumns: [pushLeg.organizationId, pushLeg.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.lineItemId],
      foreignColumns: [lineItem.organizationId, lineItem.id],
    }),
    uniqueIndex("push_leg_line_once").on(t.organizationId, t.legId, t.lineItemId),
    index("push_leg_line_item").on(t.organizationId, t.lineItemId),
  ],
);

/** One send of a Shopify write: committed before the send, finished by the answer. */
export const attempt = pgTable(
  "attempt",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    operation: text("operation").notNull(),
    /** What the write is about: a leg id, a connection id, a store id. */
    subjectId: text("subject_id").notNull(),
    orderId: text("order_id"),
    legId: text("leg_id"),
    generation: integer("generation").notNull().default(0),
    /** The exact input, personal data replaced by the contact version that it came from. */
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    contactId: text("contact_id"),
    /** Names of the personal fields that the input carries. */
    disclosed: text("disclosed").array().notNull().default([]),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    outcome: text("outcome").notNull().default("pending"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    answer: jsonb("answer").$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("attempt_subject").on(t.organizationId, t.subjectId, t.startedAt),
    index("attempt_order").on(t.organizationId, t.orderId),
  ],
);

/** The order that a leg created in the source store, as last read. */
export const sourceOrder = pgTable(
  "source_order",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    legId: text("leg_id").notNull(),
    orderId: text("order_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    /** A further order with the same mark: it covers nothing and stands on a change card. */
    duplicate: boolean("duplicate").notNull().default(false),
    financialStatus: text("financial_status"),
    fulfillmentStatus: text("fulfillment_status"),
    readAt: instant("read_at").notNull(),
    /** Since when it wants to be read once more, because it was recorded from an old answer. */
    readDueAt: instant("read_due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.legId],
      foreignColumns: [pushLeg.organizationId, pushLeg.id],
    }),
    index("source_order_read_due").on(t.readDueAt, t.id).where(sql`${t.readDueAt} IS NOT NULL`),
    uniqueIndex("source_order_gid").on(t.organizationId, t.sourceStoreId, t.shopifyGid),
    index("source_order_leg").on(t.organizationId, t.legId),
  ],
);

/** Something changed after a push and wants an answer. */
export const changeCard = pgTable(
  "change_card",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    kind: text("kind").notNull(),
    lineItemId: text("line_item_id"),
    legId: text("leg_id"),
    quantity: integer("quantity"),
    openedAt: instant("opened_at").notNull(),
    answeredAt: instant("answered_at"),
    answer: text("answer"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.orderId],
      foreignColumns: [order.organizationId, order.id],
    }),
    index("change_card_order").on(t.organizationId, t.orderId),
  ],
);

/** Personal data that left for a source store: which fields, to whom, by which attempt. */
export const disclosure = pgTable(
  "disclosure",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    legId: text("leg_id").notNull(),
    attemptId: text("attempt_id").notNull(),
    contactId: text("contact_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    fields: text("fields").array().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("disclosure_order").on(t.organizationId, t.orderId),
  ],
);

/** A standing fault that the next success clears. */
export const problem = pgTable(
  "problem",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    storeId: text("store_id").notNull(),
    message: text("message").notNull(),
    openedAt: instant("opened_at").notNull(),
    clearedAt: instant("cleared_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.storeId],
      foreignColumns: [store.organizationId, store.id],
    }),
    index("problem_store").on(t.organizationId, t.storeId),
  ],
);
