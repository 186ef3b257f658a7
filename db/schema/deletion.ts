import { foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { store } from "./store";

/**
 * A deletion that a shop reported, even of an order that is not stored: a read or a look-up that began before the
 * deletion may try to store the order later.
 */
export const deletion = pgTable(
  "deletion",
  {
    organizationId: organizationId(),
    storeId: text("store_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    heardAt: instant("heard_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "deletion_pk", columns: [t.organizationId, t.storeId, t.shopifyGid] }),
    foreignKey({
      name: "deletion_store",
      columns: [t.organizationId, t.storeId],
      foreignColumns: [store.organizationId, store.id],
    }),
  ],
);
