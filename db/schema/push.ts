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
import type { ChangeCardData } from "@/lib/domain/changes/change-card";
import type { AttemptOperation, AttemptOutcome } from "@/lib/domain/dispatch/attempt";
import type { SentShipping } from "@/lib/domain/dispatch/sent-shipping";
import type { ProblemData } from "@/lib/domain/installations/problem";
import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { PushMode } from "@/lib/domain/orders/facts";
import type { LegState } from "@/lib/domain/orders/leg-state";
import type { Caution } from "@/lib/domain/push/hold-reason";
import type { LegCauseData } from "@/lib/domain/push/leg-cause";
import type { ChosenLine } from "@/lib/domain/push/push-plan";
import { instant, organizationId } from "./columns";
import { lineItem, order } from "./order";
import { connection, store } from "./store";

/** One request to forward an order: who or what made it, when, and for which source stores. */
export const push = pgTable(
  "push",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    mode: text("mode").$type<PushMode>().notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorLabel: text("actor_label").notNull(),
    /** Null means every source store that the order's lines map to. */
    sourceStoreIds: text("source_store_ids").array(),
    /** Lines and quantities that a user chose; null means everything that the source stores can ship. */
    chosenLines: jsonb("chosen_lines").$type<ChosenLine[]>(),
    /** An idempotency key: the same request arriving twice creates one push. */
    requestKey: text("request_key"),
    /** The reason that a user gave for pushing despite `cautions`. */
    reason: text("reason"),
    cautions: text("cautions").array().$type<Caution[]>().notNull(),
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

/** The part of a push that goes to one source store: the unit that is sent, retried and recalled. */
export const pushLeg = pgTable(
  "push_leg",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    pushId: text("push_id").notNull(),
    connectionId: text("connection_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    state: text("state").$type<LegState>().notNull(),
    originMark: text("origin_mark").notNull(),
    /** Another app created the source order, and a user linked it. */
    linked: boolean("linked").notNull().default(false),
    carriesShipping: boolean("carries_shipping").notNull(),
    /** The contact version and the shipping line of the last claim's input; null before the first claim. */
    sentContactId: text("sent_contact_id"),
    sentShipping: jsonb("sent_shipping").$type<SentShipping>(),
    /** Increases with every claim; the answer of an older claim is ignored. */
    generation: integer("generation").notNull().default(0),
    leaseUntil: instant("lease_until"),
    causeCode: text("cause_code"),
    /** What the text of its cause needs, e.g. the store's answer. */
    causeData: jsonb("cause_data").$type<LegCauseData>().notNull().default({}),
    /** The next time to act: a planned leg is not sent earlier, an uncertain leg is looked up then. */
    notBefore: instant("not_before"),
    /**
     * The installation whose open circuit breaker the leg waits for, or the emergency stop that ends its wait when it is
     * lifted.
     */
    waitsFor: text("waits_for"),
    /** Whether the leg is still sent although its connection or store was paused or disconnected after it was planned. */
    finishes: boolean("finishes").notNull().default(false),
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
    index("push_leg_flight")
      .on(t.organizationId, t.connectionId, t.createdAt.desc())
      .where(sql`state IN ('planned', 'claimed', 'uncertain')`),
    index("push_leg_open").on(t.state, t.stateChangedAt),
    index("push_leg_waits").on(t.waitsFor, t.createdAt).where(sql`${t.waitsFor} IS NOT NULL`),
    index("push_leg_sweep")
      .on(t.organizationId, t.sourceStoreId, sql`(coalesce(${t.notBefore}, ${t.stateChangedAt}))`)
      .where(
        sql`waits_for IS NULL AND (state IN ('planned', 'uncertain') OR (state IN ('skipped', 'superseded', 'created') AND not_before IS NOT NULL))`,
      ),
  ],
);

/** Units of one destination line reserved by a leg, with the source variant and the ratio as last planned. */
export const pushLegLine = pgTable(
  "push_leg_line",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    legId: text("leg_id").notNull(),
    lineItemId: text("line_item_id").notNull(),
    /** Destination units that this leg reserves. */
    quantity: integer("quantity").notNull(),
    /** Destination units first requested; rebuilding the line never reserves more. */
    askedQuantity: integer("asked_quantity").notNull(),
    sourceVariantGid: text("source_variant_gid").notNull(),
    ratio: integer("ratio").notNull(),
    /** The line of the source order, and its units as last read. Null until the source order exists. */
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

/** One send of a Shopify write: committed before the request, finished by the answer. */
export const attempt = pgTable(
  "attempt",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    operation: text("operation").$type<AttemptOperation>().notNull(),
    /** The object of the write: a leg, a connection or a store id. */
    subjectId: text("subject_id").notNull(),
    orderId: text("order_id"),
    legId: text("leg_id"),
    generation: integer("generation").notNull().default(0),
    /** The exact input without personal data, which `contactId` refers to. */
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    contactId: text("contact_id"),
    /** Names of the personal fields that the input contained. */
    disclosed: text("disclosed").array().notNull().default([]),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    outcome: text("outcome").$type<AttemptOutcome>().notNull().default("pending"),
    errorCode: text("error_code"),
    errorData: jsonb("error_data").$type<LegCauseData>().notNull().default({}),
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
    /** The leg's connection. */
    connectionId: text("connection_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    /** Another order with the same origin mark: it covers no units and is reported on a change card. */
    duplicate: boolean("duplicate").notNull().default(false),
    financialStatus: text("financial_status"),
    fulfillmentStatus: text("fulfillment_status"),
    readAt: instant("read_at").notNull(),
    /** Since when another read is due, because the row comes from an old answer. */
    readDueAt: instant("read_due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.legId],
      foreignColumns: [pushLeg.organizationId, pushLeg.id],
    }),
    index("source_order_read_store")
      .on(t.organizationId, t.sourceStoreId, t.readDueAt)
      .where(sql`${t.readDueAt} IS NOT NULL`),
    uniqueIndex("source_order_gid").on(t.organizationId, t.sourceStoreId, t.shopifyGid),
    index("source_order_leg").on(t.organizationId, t.legId),
    index("source_order_unshipped")
      .on(t.organizationId, t.connectionId, t.createdAt.desc())
      .where(sql`NOT duplicate AND cancelled_at IS NULL AND fulfillment_status IS DISTINCT FROM 'FULFILLED'`),
    index("source_order_order").on(t.organizationId, t.orderId),
  ],
);

/** A difference between an order and its source orders that a user must know of. */
export const changeCard = pgTable(
  "change_card",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    orderId: text("order_id").notNull(),
    kind: text("kind").$type<ChangeCardKind>().notNull(),
    lineItemId: text("line_item_id"),
    legId: text("leg_id"),
    quantity: integer("quantity"),
    /** What the text of its kind needs beside the quantity. */
    data: jsonb("data").$type<ChangeCardData>().notNull().default({}),
    /** Increases when the difference changes, so that a user acknowledges only what the page showed. */
    revision: integer("revision").notNull().default(1),
    openedAt: instant("opened_at").notNull(),
    answeredAt: instant("answered_at"),
    answer: text("answer").$type<"acknowledged" | "resolved">(),
    answeredBy: text("answered_by"),
    answeredByLabel: text("answered_by_label"),
    /** Since when the difference is gone. */
    endedAt: instant("ended_at"),
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

/** A store's current problem, such as a revoked token. The next success clears it. */
export const problem = pgTable(
  "problem",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    storeId: text("store_id").notNull(),
    /** What the text of its kind needs, e.g. the store's answer. */
    data: jsonb("data").$type<ProblemData>().notNull().default({}),
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
    index("problem_open").on(t.kind).where(sql`${t.clearedAt} IS NULL`),
    index("problem_cleared").on(t.clearedAt).where(sql`${t.clearedAt} IS NOT NULL`),
  ],
);
