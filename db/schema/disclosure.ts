import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";

/** Personal data sent to a source store: which fields, to which store, by which attempt. */
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
