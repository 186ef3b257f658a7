import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import type { Scope } from "@/db/scope";

/**
 * Locks an order's row, so that planning, claims and ingestion of one order wait for each other. Returns false when
 * there is no such order.
 */
export async function lockOrder(tx: Tx, scope: Scope, orderId: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from ${order} where ${order.organizationId} = ${scope.organizationId} and ${order.id} = ${orderId} for update`,
  );
  return rows.length > 0;
}
