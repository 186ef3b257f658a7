import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import type { FilterParams } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { readMatchingOrders } from "./read-matching-orders";

/** The orders that a list matches. With `more` there are more than are given. */
export type MatchingOrders = { orders: { id: string; name: string }[]; more: boolean };

/** Orders per read. */
const BATCH = 500;

/**
 * Finds the orders that a list matches now, in its order, so that an action applies to exactly these.
 *
 * @param input.most the most orders to find
 *
 * Proved by `tests/db/list-readers.test.ts`.
 */
export async function findMatching(
  ctx: Ctx,
  input: { list: FilterParams; most: number },
): Promise<MatchingOrders> {
  const { list, most } = input;
  const now = await ctx.clock.now();
  const orders: MatchingOrders["orders"] = [];
  let after: OrderPlace | null = null;
  do {
    const limit = Math.min(BATCH, most + 1 - orders.length);
    const batch: Awaited<ReturnType<typeof readMatchingOrders>> = await readMatchingOrders(ctx, {
      ...{ list, now, after, limit },
    });
    orders.push(...batch.rows.map(({ id, name }) => ({ id, name })));
    after = batch.next;
  } while (after !== null && orders.length <= most);
  return { orders: orders.slice(0, most), more: orders.length > most };
}
