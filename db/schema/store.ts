import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Approval, ConnectionState } from "@/lib/domain/stores/connection-state";
import type { StoreState } from "@/lib/domain/stores/store-state";
import { organization } from "./access";
import { instant, minor, organizationId } from "./columns";
import { installation } from "./shopify";

/** A client of the agency. Owns stores. */
export const merchant = pgTable(
  "merchant",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Since when the merchant is archived: it has no active stores. */
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organization.organizationId] }),
  ],
);

/** A shop claimed by an organization. Its connections decide whether it is a destination or a source store. */
export const store = pgTable(
  "store",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    merchantId: text("merchant_id"),
    installationId: text("installation_id")
      .notNull()
      .references(() => installation.id),
    /** The shop's domain now. Its identity is `shopGid`. */
    shopDomain: text("shop_domain").notNull(),
    /** Shopify's id of the shop; null until the shop is read. */
    shopGid: text("shop_gid"),
    /** Domains that the shop had before, by which orders that came through it are recognised. */
    formerDomains: text("former_domains").array().notNull().default(sql`'{}'`),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    timeZone: text("time_zone").notNull(),
    state: text("state").$type<StoreState>().notNull().default("active"),
    /** Orders created at or after this time are pushed automatically; null while automatic push is off. */
    autoPushSince: instant("auto_push_since"),
    /** Whether an automatic push may send an order in parts. */
    partsAllowed: boolean("parts_allowed").notNull().default(true),
    /** Whether an order that a look-up proved absent from a source store is resent without asking a user. */
    resendAbsent: boolean("resend_absent").notNull().default(true),
    /** Whether automatic push sends what one source store refused or released to the next one by rank. */
    offerNext: boolean("offer_next").notNull().default(false),
    /** Whether a new connection to this source store waits for a user's approval. */
    approval: text("approval").$type<Approval>().notNull().default("automatic"),
    /** The digest of the key by which users of some merchants connect to this source store; null without a key. */
    keyDigest: text("key_digest"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organization.organizationId] }),
    foreignKey({
      columns: [t.organizationId, t.merchantId],
      foreignColumns: [merchant.organizationId, merchant.id],
    }),
    uniqueIndex("store_key").on(t.organizationId, t.keyDigest).where(sql`${t.keyDigest} IS NOT NULL`),
    uniqueIndex("store_shop").on(t.organizationId, t.shopDomain),
    uniqueIndex("store_shop_gid").on(t.organizationId, t.shopGid),
    index("store_installation").on(t.installationId),
  ],
);

/** A connection from a destination store to a source store of the same organization, with its settings. */
export const connection = pgTable(
  "connection",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    destinationStoreId: text("destination_store_id").notNull(),
    sourceStoreId: text("source_store_id").notNull(),
    state: text("state").$type<ConnectionState>().notNull().default("active"),
    /** When the state changed, who changed it, and why; null for a connection that was made active at once. */
    stateAt: instant("state_at"),
    stateBy: text("state_by"),
    stateReason: text("state_reason"),
    /** Whether automatic push may send to this source store; if false, only users push to it. */
    autoPush: boolean("auto_push").notNull().default(true),
    rank: integer("rank").notNull().default(1),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.destinationStoreId],
      foreignColumns: [store.organizationId, store.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.sourceStoreId],
      foreignColumns: [store.organizationId, store.id],
    }),
    uniqueIndex("connection_pair").on(t.organizationId, t.destinationStoreId, t.sourceStoreId),
  ],
);

/** A product variant of a store as last read. Either side of a mapping. */
export const variant = pgTable(
  "variant",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    storeId: text("store_id").notNull(),
    shopifyGid: text("shopify_gid").notNull(),
    title: text("title").notNull(),
    sku: text("sku"),
    price: minor("price").notNull(),
    currency: text("currency").notNull(),
    requiresShipping: boolean("requires_shipping").notNull(),
    taxable: boolean("taxable").notNull(),
    readAt: instant("read_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.storeId],
      foreignColumns: [store.organizationId, store.id],
    }),
    uniqueIndex("variant_gid").on(t.organizationId, t.storeId, t.shopifyGid),
  ],
);

/** Maps a destination variant to the source variant that fulfils it; one mapping per source store. */
export const mapping = pgTable(
  "mapping",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    destinationVariantId: text("destination_variant_id").notNull(),
    sourceVariantId: text("source_variant_id").notNull(),
    rank: integer("rank").notNull().default(1),
    /** Source units per destination unit. */
    ratio: integer("ratio").notNull().default(1),
    active: boolean("active").notNull().default(true),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({
      columns: [t.organizationId, t.connectionId],
      foreignColumns: [connection.organizationId, connection.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.destinationVariantId],
      foreignColumns: [variant.organizationId, variant.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.sourceVariantId],
      foreignColumns: [variant.organizationId, variant.id],
    }),
    uniqueIndex("mapping_pair").on(t.organizationId, t.connectionId, t.destinationVariantId),
    index("mapping_destination").on(t.organizationId, t.destinationVariantId),
  ],
);
