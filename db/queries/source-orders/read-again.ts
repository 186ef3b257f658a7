import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/**
 * Lets the source orders of a source store that are not finished be read again, because webhooks about them may have been
 * missed. The sweeper takes them bit by bit.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 */
export async function readAgain(
  tx: Tx,
  scope: Scope,
  { storeId, at }: { storeId: string; at: Date },
): Promise<void> {
  await tx
    .update(sourceOrder)
    .set({ readDueAt: sql`coalesce(${sourceOrder.readDueAt}, ${at.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(sourceOrder.organizationId, scope.organizationId),
        eq(sourceOrder.sourceStoreId, storeId),
        isNull(sourceOrder.cancelledAt),
        or(isNull(sourceOrder.fulfillmentStatus), ne(sourceOrder.fulfillmentStatus, "FULFILLED")),
      ),
    );
}
