import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { problem } from "@/db/schema/push";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** A store with its connections in both roles and its open problems; null when the scope does not see it. */
export async function storeDetail(tx: Tx, scope: Scope, storeId: string) {
  const [head] = await tx
    .select({ store, merchantName: merchant.name })
    .from(store)
    .leftJoin(
      merchant,
      and(eq(merchant.organizationId, store.organizationId), eq(merchant.id, store.merchantId)),
    )
    .where(
      and(
        eq(store.organizationId, scope.organizationId),
        eq(store.id, storeId),
        merchantFilter(scope, store.merchantId),
      ),
    );
  if (!head) return null;
  const other = alias(store, "other");
  const columns = {
    id: connection.id,
    state: connection.state,
    stateAt: connection.stateAt,
    stateBy: connection.stateBy,
    stateReason: connection.stateReason,
    autoPush: connection.autoPush,
    rank: connection.rank,
    storeId: other.id,
    storeName: other.name,
    storeState: other.state,
    shopDomain: other.shopDomain,
    currency: other.currency,
  };
  const sources = await tx
    .select(columns)
    .from(connection)
    .innerJoin(
      other,
      and(eq(other.organizationId, connection.organizationId), eq(other.id, connection.sourceStoreId)),
    )
    .where(
      and(eq(connection.organizationId, scope.organizationId), eq(connection.destinationStoreId, storeId)),
    )
    .orderBy(asc(connection.rank), asc(other.name));
  const destinations = await tx
    .select(columns)
    .from(connection)
    .innerJoin(
      other,
      and(eq(other.organizationId, connection.organizationId), eq(other.id, connection.destinationStoreId)),
    )
    .where(
      and(
        eq(connection.organizationId, scope.organizationId),
        eq(connection.sourceStoreId, storeId),
        merchantFilter(scope, other.merchantId),
      ),
    )
    .orderBy(asc(other.name));
  const problems = await tx
    .select()
    .from(problem)
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        eq(problem.storeId, storeId),
        isNull(problem.clearedAt),
      ),
    )
    .orderBy(desc(problem.openedAt));
  return { ...head, sources, destinations, problems };
}
