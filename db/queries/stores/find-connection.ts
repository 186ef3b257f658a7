import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** A connection whose destination store the scope may see, with both stores' names; null otherwise. */
export async function findConnection(tx: Tx, scope: Scope, connectionId: string) {
  const destination = alias(store, "destination");
  const source = alias(store, "source");
  const [row] = await tx
    .select({ connection, destinationName: destination.name, sourceName: source.name })
    .from(connection)
    .innerJoin(
      destination,
      and(
        eq(destination.organizationId, connection.organizationId),
        eq(destination.id, connection.destinationStoreId),
      ),
    )
    .innerJoin(
      source,
      and(eq(source.organizationId, connection.organizationId), eq(source.id, connection.sourceStoreId)),
    )
    .where(
      and(
        eq(connection.organizationId, scope.organizationId),
        eq(connection.id, connectionId),
        merchantFilter(scope, destination.merchantId),
      ),
    );
  return row ? { ...row.connection, destinationName: row.destinationName, sourceName: row.sourceName } : null;
}
