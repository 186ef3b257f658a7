import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** Every connection of the organization as a pair of store ids, also paused ones and those of other merchants. */
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
    .where(eq(connection.organizationId, scope.organizationId));
}
