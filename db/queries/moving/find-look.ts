import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { otherAppLook } from "@/db/schema/moving";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/**
 * A connection with its destination store as push apps name it, and its looks, if any was requested; null when the scope
 * does not see the destination store.
 */
export async function findLook(tx: Tx, scope: Scope, connectionId: string) {
  const destination = alias(store, "destination");
  const [row] = await tx
    .select({
      connectionId: connection.id,
      sourceStoreId: connection.sourceStoreId,
      destinationStoreId: destination.id,
      destinationName: destination.name,
      destinationDomain: destination.shopDomain,
      look: otherAppLook,
    })
    .from(connection)
    .innerJoin(
      destination,
      and(
        eq(destination.organizationId, connection.organizationId),
        eq(destination.id, connection.destinationStoreId),
      ),
    )
    .leftJoin(
      otherAppLook,
      and(
        eq(otherAppLook.organizationId, connection.organizationId),
        eq(otherAppLook.connectionId, connection.id),
      ),
    )
    .where(
      and(
        eq(connection.organizationId, scope.organizationId),
        eq(connection.id, connectionId),
        merchantFilter(scope, destination.merchantId),
      ),
    );
  return row ?? null;
}
