import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/**
 * Lets orders be checked again after the routes, mappings or settings of their store changed: automatic push looks at those that it may push,
 * and the list columns of all open orders are computed again. The sweeper and the job `reproject` do both within two
 * minutes. Orders are locked by id, so that two changes do not block each other.
 *
 * @param storeId the destination store, or a source store whose destination stores are meant too
 */
export async function recheckOrders(
  tx: Tx,
  scope: Scope,
  { storeId, at }: { storeId: string; at: Date },
): Promise<void> {
  const now = sql`${at.toISOString()}::timestamptz`;
  await tx.execute(sql`
    with stores as (
      select s.id, s.auto_push_since from ${store} s
      where s.organization_id = ${scope.organizationId} and (s.id = ${storeId} or s.id in (
        select c.destination_store_id from ${connection} c
        where c.organization_id = ${scope.organizationId} and c.source_store_id = ${storeId}))
    ), open as (
      select o.id, o.created_at >= date_trunc('second', s.auto_push_since) as automatic
      from ${order} o join stores s on s.id = o.store_id
      where o.organization_id = ${scope.organizationId} and o.push_status in ('not_pushed', 'partially_pushed')
      order by o.id for no key update of o
    )
    update ${order} u set projection_version = 0,
      auto_push_due_at = case when open.automatic then ${now} else u.auto_push_due_at end
    from open where u.organization_id = ${scope.organizationId} and u.id = open.id`);
}
