import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";

/**
 * Lets those that store an order of a shop and those that hear of its deletion wait for each other, until the
 * transaction ends. The order need not be known.
 */
export async function lockGid(
  tx: Tx,
  scope: Scope,
  where: { storeId: string; orderGid: string },
): Promise<void> {
  const key = `${scope.organizationId} ${where.storeId} ${where.orderGid}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 40))`);
}
