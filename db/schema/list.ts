import { boolean, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";

/** A user's display settings for the orders list in one organization. */
export const listPreference = pgTable(
  "list_preference",
  {
    organizationId: organizationId(),
    userId: text("user_id").notNull(),
    hiddenColumns: text("hidden_columns").array().notNull(),
    dense: boolean("dense").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] })],
);

/** A saved view of the orders list, private to its user or shared with the organization. */
export const savedView = pgTable(
  "saved_view",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    userLabel: text("user_label").notNull(),
    name: text("name").notNull(),
    /** The query string that the orders list writes for this view. */
    query: text("query").notNull(),
    shared: boolean("shared").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("saved_view_name").on(t.organizationId, t.userId, t.name),
  ],
);
