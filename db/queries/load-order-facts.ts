import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import type { OrderFacts } from "@/lib/domain/facts";
import { loadManyOrderFacts } from "./load-many-order-facts";

/**
 * Loads every fact that the rules need of one order, or null when the scope does not see it.
 * With `lock` the order row is locked first, so that plans, claims and ingestion of one order wait for each
 * other; everything else is read after the lock.
 */
export async function loadOrderFacts(
  tx: Tx,
  scope: Scope,
  orderId: string,
  options: { lock: boolean },
): Promise<OrderFacts | null> {
  if (options.lock) {
    await tx.execute(
      sql`select 1 from ${order} where ${order.organizationId} = ${scope.organizationId} and ${order.id} = ${orderId} for update`,
    );
  }
  return (await loadManyOrderFacts(tx, scope, [orderId])).get(orderId) ?? null;
}
