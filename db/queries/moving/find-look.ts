import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { destination, ofDestination } from "@/db/queries/stores/connection-ends";
import { otherAppLook } from "@/db/schema/moving";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** The condition by which a connection's look is joined to it. */
export const ofConnection = and(
  eq(otherAppLook.organizationId, connection.organizationId),
  eq(otherAppLook.connectionId, connection.id),
);

/**
 * A connection with its destination store as push apps name it, and its looks, if any was requested; null when the scope
 * does not see the destination store.
 */
export async function findLook(tx: Tx, scope: Scope, connectionId: string) {
  const [row] = await tx
    .select({
      connectionId: connection.id,
      sourceStoreId: connection.sourceStoreId,
      destinationStoreId: destination.id,
      destinationName: destination.name,
      destinationDomain: destination.shopDomain,
      formerDomains: destination.formerDomains,
      look: otherAppLook,
    })
    .from(connection)
    .innerJoin(destination, ofDestination)
    .leftJoin(otherAppLook, ofConnection)
    .where(
      and(
        eq(connection.organizationId, scope.organizationId),
        eq(connection.id, connectionId),
        merchantFilter(scope, destination.merchantId),
      ),
    );
  if (!row) return null;
  const { destinationDomain, formerDomains, ...found } = row;
  return { ...found, destinationDomains: [destinationDomain, ...formerDomains] };
}
