import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { destination, ofDestination, ofSource, source } from "./connection-ends";

/** A connection whose destination store the scope may see, with both stores' names; null otherwise. */
export async function findConnection(tx: Tx, scope: Scope, connectionId: string) {
  const [row] = await tx
    .select({ connection, destinationName: destination.name, sourceName: source.name })
    .from(connection)
    .innerJoin(destination, ofDestination)
    .innerJoin(source, ofSource)
    .where(
      and(
        eq(connection.organizationId, scope.organizationId),
        eq(connection.id, connectionId),
        merchantFilter(scope, destination.merchantId),
      ),
    );
  return row ? { ...row.connection, destinationName: row.destinationName, sourceName: row.sourceName } : null;
}
