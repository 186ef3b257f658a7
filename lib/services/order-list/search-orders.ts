import { findOrders } from "@/db/queries/order-list/find-orders";
import { withScope } from "@/db/scope";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";
import { searchWords } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";

/** The longest search text; the rest is cut off. */
const LONGEST = 200;

/**
 * Finds the newest orders that match every word of a text, with the matching rules of the orders list.
 *
 * Proved by `tests/e2e/app-shell.test.ts`.
 */
export async function searchOrders(ctx: Ctx, input: { text: string; limit: number }): Promise<FoundOrder[]> {
  const words = searchWords(input.text.slice(0, LONGEST));
  return withScope(ctx.db, ctx.scope, (tx) => findOrders(tx, ctx.scope, words, input.limit));
}
