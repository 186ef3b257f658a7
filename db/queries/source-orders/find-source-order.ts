import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** The source order with this GID that a leg of the organization created; null when no leg created it. */
export async function findSourceOrder(
  tx: Tx,
  scope: Scope,
  where: { sourceStoreId: string; sourceOrderGid: string },
) {
  const [row] = await tx
    .select()
    .from(sourceOrder)
    .where(
      and(
        eq(sourceOrder.organizationId, scope.organizationId),
        eq(sourceOrder.sourceStoreId, where.sourceStoreId),
        eq(sourceOrder.shopifyGid, where.sourceOrderGid),
      ),
    );
  return row ?? null;
}
