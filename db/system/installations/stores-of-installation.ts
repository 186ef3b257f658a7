import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connection, store } from "@/db/schema/store";
import { withSystem } from "@/db/system/core/with-system";

/** A store of an installation and the roles that its connections give it. */
export type InstalledStore = {
  organizationId: string;
  storeId: string;
  destination: boolean;
  source: boolean;
};

/**
 * Reason: an event in a shop concerns every organization that has claimed the shop. Callers mint a scope for each
 * returned store.
 */
export async function storesOfInstallation(db: Database, installationId: string): Promise<InstalledStore[]> {
  return withSystem(db, async (tx) => {
    const stores = await tx
      .select({ organizationId: store.organizationId, storeId: store.id })
      .from(store)
      .where(and(eq(store.installationId, installationId), ne(store.state, "disconnected")))
      .orderBy(store.organizationId, store.id);
    if (stores.length === 0) return [];
    const ids = stores.map((row) => row.storeId);
    const connections = await tx
      .select({ destinationStoreId: connection.destinationStoreId, sourceStoreId: connection.sourceStoreId })
      .from(connection)
      .where(
        sql`${inArray(connection.destinationStoreId, ids)} or ${inArray(connection.sourceStoreId, ids)}`,
      );
    return stores.map((row) => ({
      ...row,
      destination: connections.some((one) => one.destinationStoreId === row.storeId),
      source: connections.some((one) => one.sourceStoreId === row.storeId),
    }));
  });
}
