import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/**
 * Every connection of the organization as a pair of store ids, also those that are paused, blocked or wait for approval,
 * and those of other merchants. A disconnected one is checked again when it is connected again.
 */
export async function connectionPairs(
  tx: Tx,
  scope: Scope,
): Promise<{ destinationStoreId: string; sourceStoreId: string }[]> {
  return tx
    .select({
      destinationStoreId: connection.destinationStoreId,
      sourceStoreId: connection.sourceStoreId,
    })
    .from(connection)
    .where(and(eq(connection.organizationId, scope.organizationId), ne(connection.state, "disconnected")));
}
