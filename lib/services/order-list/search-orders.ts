import { findOrders } from "@/db/queries/order-list/find-orders";
import { readListStores } from "@/db/queries/order-list/list-stores";
import { withScope } from "@/db/scope";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";
import { searchWords } from "@/lib/domain/order-list/search-words";
import type { Ctx } from "@/lib/services/core/context";

/** The longest search text; the rest is cut off. */
const LONGEST = 200;

/**
 * Finds the newest orders that match every word of a text, with the matching rules of the orders list. Orders whose
 * number is exactly the one in the text come first.
 *
 * Proved by `tests/e2e/app-shell.test.ts`.
 */
export async function searchOrders(ctx: Ctx, input: { text: string; limit: number }): Promise<FoundOrder[]> {
  const text = input.text.slice(0, LONGEST);
  if (!text.trim()) return [];
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const words = searchWords(text, await readListStores(tx, ctx.scope));
    return findOrders(tx, ctx.scope, words, input.limit);
  });
}
