import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import { listOrders } from "./list-orders";

/** Reads the rows of some orders, newest first. Orders that the scope does not see are left out. */
export async function ordersById(tx: Tx, scope: Scope, orderIds: readonly string[]): Promise<ListedOrder[]> {
  if (orderIds.length === 0) return [];
  const values = sql.join(
    orderIds.map((id) => sql`(${id}::text)`),
    sql`, `,
  );
  const ids = sql`select given.order_id from (values ${values}) as given(order_id)`;
  const page = await listOrders(
    tx,
    scope,
    { kind: "set", ids, partial: false },
    {
      filter: everyOrder,
      tab: "all",
      sort: { by: "date", direction: "desc" },
      beyond: null,
      limit: orderIds.length,
    },
  );
  return page.rows;
}
