import { and, count, eq, gte, isNull, max, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { destination, ofDestination, ofSource, source } from "@/db/queries/stores/connection-ends";
import { otherAppLook, otherAppOrder } from "@/db/schema/moving";
import { sourceOrder } from "@/db/schema/push";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { ofConnection } from "./find-look";

/** The looks of one connection, and what they found since `found.since`. */
export type StoreLook = {
  connectionId: string;
  sourceStoreId: string;
  sourceStoreName: string;
  requestedAt: Date | null;
  finishedAt: Date | null;
  failureCode: string | null;
  found: { orders: number; newest: Date | null; app: string | null };
};

/**
 * The usable connections of a destination store with their last looks for another app's orders, and the number of live
 * orders found since a time. Empty when the scope does not see the store.
 */
export async function storeLooks(
  tx: Tx,
  scope: Scope,
  { storeId, since }: { storeId: string; since: Date },
): Promise<StoreLook[]> {
  const { organizationId } = scope;
  const rows = await tx
    .select({
      connectionId: connection.id,
      sourceStoreId: source.id,
      sourceStoreName: source.name,
      requestedAt: otherAppLook.requestedAt,
      finishedAt: otherAppLook.finishedAt,
      failureCode: otherAppLook.failureCode,
    })
    .from(connection)
    .innerJoin(source, ofSource)
    .innerJoin(destination, ofDestination)
    .leftJoin(otherAppLook, ofConnection)
    .where(
      and(
        eq(connection.organizationId, organizationId),
        eq(connection.destinationStoreId, storeId),
        eq(connection.state, "active"),
        eq(source.state, "active"),
        merchantFilter(scope, destination.merchantId),
      ),
    )
    .orderBy(connection.rank, source.name);
  if (rows.length === 0) return [];
  const linked = tx
    .select({ id: sourceOrder.id })
    .from(sourceOrder)
    .where(
      and(
        eq(sourceOrder.organizationId, otherAppOrder.organizationId),
        eq(sourceOrder.sourceStoreId, otherAppOrder.sourceStoreId),
        eq(sourceOrder.shopifyGid, otherAppOrder.shopifyGid),
      ),
    );
  const found = await tx
    .select({
      connectionId: otherAppOrder.connectionId,
      orders: count(),
      newest: max(otherAppOrder.placedAt),
      app: sql<string | null>`(array_agg(${otherAppOrder.app} order by ${otherAppOrder.placedAt} desc))[1]`,
    })
    .from(otherAppOrder)
    .where(
      and(
        eq(otherAppOrder.organizationId, organizationId),
        eq(otherAppOrder.destinationStoreId, storeId),
        gte(otherAppOrder.placedAt, since),
        isNull(otherAppOrder.cancelledAt),
        isNull(otherAppOrder.dismissedAt),
        notExists(linked),
      ),
    )
    .groupBy(otherAppOrder.connectionId);
  const byConnection = new Map(found.map(({ connectionId, ...rest }) => [connectionId, rest]));
  const none = { orders: 0, newest: null, app: null };
  return rows.map((row) => ({ ...row, found: byConnection.get(row.connectionId) ?? none }));
}
