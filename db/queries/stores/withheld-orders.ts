import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";

/** Orders are counted up to this number. A larger count means "more". */
const WITHHELD_COUNTED = 1_000;

/**
 * The orders of a store whose customer data Shopify withholds: how many, since when, and the one that is read again
 * first; null when there is none.
 */
export async function withheldOrders(
  tx: Tx,
  scope: Scope,
  storeId: string,
): Promise<{ count: number; since: Date; oldestId: string } | null> {
  const [row] = await tx.execute<{ count: number; since: string | null; oldest_id: string | null }>(sql`
    select count(*)::int as count, min(withheld_since) as since,
      (array_agg(id order by reread_at, id))[1] as oldest_id
    from (
      select ${order.id} as id, ${order.withheldSince} as withheld_since, ${order.rereadAt} as reread_at
      from ${order}
      where ${order.organizationId} = ${scope.organizationId} and ${order.storeId} = ${storeId}
        and ${order.rereadAt} is not null and ${merchantFilter(scope, order.merchantId) ?? sql`true`}
      order by ${order.rereadAt} limit ${WITHHELD_COUNTED + 1}) o`);
  return row?.since && row.oldest_id
    ? { count: row.count, since: new Date(row.since), oldestId: row.oldest_id }
    : null;
}
