import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";

/**
 * Takes a lock on an order of a shop until the transaction ends, so that storing the order and recording its deletion
 * wait for each other. The order need not be stored yet.
 */
export async function lockGid(
  tx: Tx,
  scope: Scope,
  where: { storeId: string; orderGid: string },
): Promise<void> {
  const key = `${scope.organizationId} ${where.storeId} ${where.orderGid}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 40))`);
}
