import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderToken } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { searchTokens } from "@/lib/domain/order-list/search-tokens";
import type { OrderSnapshot } from "@/lib/domain/orders/order";

/**
 * Replaces the search words of an order.
 *
 * Proved by `tests/e2e/portal.test.ts`.
 */
export async function replaceTokens(
  tx: Tx,
  scope: Scope,
  orderId: string,
  snapshot: OrderSnapshot,
): Promise<void> {
  await tx
    .delete(orderToken)
    .where(and(eq(orderToken.organizationId, scope.organizationId), eq(orderToken.orderId, orderId)));
  const tokens = searchTokens(snapshot);
  if (tokens.length === 0) return;
  await tx.insert(orderToken).values(
    tokens.map((token) => ({
      organizationId: scope.organizationId,
      orderId,
      ...token,
      createdAt: snapshot.createdAt,
    })),
  );
}
