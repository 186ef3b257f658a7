import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import type { FilterParams } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { readMatchingOrders } from "@/lib/services/order-list/read-matching-orders";
import { actOnOrders, type BulkAct, type BulkResult } from "./act-on-orders";

type MatchingResult = {
  results: BulkResult[];
  /** Where the next call continues; null when all matching orders were processed. */
  next: OrderPlace | null;
};

/**
 * Applies one action to the next orders that a list matches, in the list's order. Each call decides again which
 * orders match. A call begins after the last order of the previous call, so it misses no order when an earlier action
 * moved orders out of the list.
 *
 * @param input.limit the most orders of this call; the caller repeats the call until `next` is null
 *
 * Proved by `tests/db/act-on-orders.test.ts`.
 */
export async function actOnMatching(
  ctx: Ctx,
  input: { list: FilterParams; after: OrderPlace | null; limit: number; act: BulkAct },
): Promise<MatchingResult> {
  const { act, ...request } = input;
  const page = await readMatchingOrders(ctx, { ...request, now: await ctx.clock.now() });
  const results = await actOnOrders(ctx, { orderIds: page.rows.map((row) => row.id), act });
  return { results, next: page.next };
}
