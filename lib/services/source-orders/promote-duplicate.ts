import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/**
 * Replaces a leg's source order that is gone by a live duplicate with the same mark, so that the units that are still
 * live in the source store stay covered. The duplicate is read again, because its units were not stored. False when there is no live duplicate.
 *
 * Proved by `tests/faults/second-source-order.test.ts`.
 */
export async function promoteDuplicate(
  tx: Tx,
  scope: Scope,
  gone: { id: string; legId: string },
  at: Date,
): Promise<boolean> {
  const [other] = await tx
    .select({ id: sourceOrder.id })
    .from(sourceOrder)
    .where(
      and(
        eq(sourceOrder.organizationId, scope.organizationId),
        eq(sourceOrder.legId, gone.legId),
        eq(sourceOrder.duplicate, true),
        isNull(sourceOrder.cancelledAt),
      ),
    )
    .orderBy(sourceOrder.createdAt)
    .limit(1);
  if (!other) return false;
  const set = (id: string, columns: { duplicate: boolean; readDueAt: Date | null }) =>
    tx
      .update(sourceOrder)
      .set(columns)
      .where(and(eq(sourceOrder.organizationId, scope.organizationId), eq(sourceOrder.id, id)));
  await set(other.id, { duplicate: false, readDueAt: at });
  await set(gone.id, { duplicate: true, readDueAt: null });
  return true;
}
