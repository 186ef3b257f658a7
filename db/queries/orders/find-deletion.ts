import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deletion } from "@/db/schema/deletion";
import type { Scope } from "@/db/scope";
import { lockGid } from "./lock-gid";

/**
 * When the shop reported that it deleted an order; null when it has not. A report of the deletion waits until this
 * transaction ends, so a transaction that stores the order cannot miss it: the report is found here, or it arrives
 * after the order is stored. Call this before any order is locked.
 */
export async function findDeletion(
  tx: Tx,
  scope: Scope,
  where: { storeId: string; orderGid: string },
): Promise<Date | null> {
  await lockGid(tx, scope, where);
  const [row] = await tx
    .select({ at: deletion.heardAt })
    .from(deletion)
    .where(
      and(
        eq(deletion.organizationId, scope.organizationId),
        eq(deletion.storeId, where.storeId),
        eq(deletion.shopifyGid, where.orderGid),
      ),
    );
  return row?.at ?? null;
}
