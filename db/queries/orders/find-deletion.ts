import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deletion } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { lockGid } from "./lock-gid";

/**
 * When the shop told that it had deleted an order; null when it did not. Until the transaction ends nobody can hear
 * of the deletion, so whoever stores the order in it cannot miss the news: either it is here, or it comes when the
 * order is known. Ask before any order is locked.
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
