import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { MarkKind } from "@/lib/domain/moving/other-app-mark";
import { instant, organizationId } from "./columns";
import { connection } from "./store";

/** When the orders of a connection's source store are and were read to find those of another push app. */
export const otherAppLook = pgTable(
  "other_app_look",
  {
    organizationId: organizationId(),
    connectionId: text("connection_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    requestedAt: instant("requested_at").notNull(),
    /** When the job looks next; null when no look is planned. */
    dueAt: instant("due_at"),
    /**
     * A look ended early at its limit of pages: the cursor of its last order, and from which time and when it began to
     * read. It reads the newest orders first.
     */
    resumeAfter: text("resume_after"),
    resumeSince: instant("resume_since"),
    resumeBeganAt: instant("resume_began_at"),
    /** When the newest complete look began: it saw what was created before. */
    lookedAt: instant("looked_at"),
    /** When the last complete look ended. */
    finishedAt: instant("finished_at"),
    /** Why the last look failed; null after a look that worked. */
    failureCode: text("failure_code"),
    /** Until this time, orders are looked for right before each send. */
    watchedUntil: instant("watched_until"),
  },
  (t) => [
    primaryKey({ name: "other_app_look_pk", columns: [t.organizationId, t.connectionId] }),
    foreignKey({
      name: "other_app_look_connection",
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connection.organizationId, connection.id],
    }),
    index("other_app_look_due").on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
  ],
);

/**
 * An order of a source store that shows another app's push of an order of the destination store. Only its id, number,
 * times and mark are stored, no personal data.
 */
export const otherAppOrder = pgTable(
  "other_app_order",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    destinationStoreId: text("destination_store_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    /** The source order's number. */
    name: text("name").notNull(),
    placedAt: instant("placed_at").notNull(),
    cancelledAt: instant("cancelled_at"),
    /** The app that created the order, as Shopify names it. */
    app: text("app"),
    /** Where the reference to the destination order was found. */
    mark: text("mark").$type<MarkKind>().notNull(),
    /** The destination order's id and its number in the form of `comparableName`, as the mark says. */
    orderGid: text("order_gid"),
    orderName: text("order_name"),
    seenAt: instant("seen_at").notNull(),
    /** Since when a user says that it is not the same order. */
    dismissedAt: instant("dismissed_at"),
    dismissedByLabel: text("dismissed_by_label"),
  },
  (t) => [
    primaryKey({ name: "other_app_order_pk", columns: [t.organizationId, t.id] }),
    foreignKey({
      name: "other_app_order_connection",
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connection.organizationId, connection.id],
    }),
    uniqueIndex("other_app_order_once").on(t.organizationId, t.connectionId, t.shopifyGid),
    index("other_app_order_gid").on(t.organizationId, t.destinationStoreId, t.orderGid),
    index("other_app_order_name")
      .on(t.organizationId, t.destinationStoreId, t.orderName)
      .where(sql`${t.orderGid} IS NULL`),
    index("other_app_order_recent").on(t.organizationId, t.connectionId, t.placedAt),
  ],
);
