import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { searchTexts } from "@/db/queries/orders/search-texts";
import { orderToken } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { searchTokens } from "@/lib/domain/order-list/search-tokens";

/**
 * Writes an order's search words from what is stored of it. Words that are stored already are left alone, because most
 * changes of an order change none. The caller holds the order's lock.
 *
 * Proved by `tests/db/search.test.ts`.
 */
export async function replaceTokens(tx: Tx, scope: Scope, orderId: string): Promise<void> {
  const texts = await searchTexts(tx, scope, orderId);
  if (!texts) return;
  const wanted = new Map(searchTokens(texts).map(({ token, personal }) => [token, personal]));
  const gone = texts.stored.flatMap(({ token, personal }) => (wanted.get(token) === personal ? [] : [token]));
  const kept = new Set(texts.stored.map(({ token }) => token).filter((token) => !gone.includes(token)));
  const added = [...wanted].filter(([token]) => !kept.has(token));
  const { organizationId } = scope;
  if (gone.length > 0)
    await tx
      .delete(orderToken)
      .where(
        and(
          eq(orderToken.organizationId, organizationId),
          eq(orderToken.orderId, orderId),
          inArray(orderToken.token, gone),
        ),
      );
  if (added.length > 0)
    await tx.insert(orderToken).values(
      added.map(([token, personal]) => ({
        ...{ organizationId, orderId, token, personal },
        createdAt: new Date(texts.createdAt),
      })),
    );
}
