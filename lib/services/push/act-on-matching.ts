import type { KeysRequest, OrderPlace } from "@/db/queries/order-list/list-keys";
import { listOrders } from "@/db/queries/order-list/list-orders";
import { wholeSource } from "@/db/queries/order-list/whole-source";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { actOnOrders, type BulkAct, type BulkResult } from "./act-on-orders";

type MatchingResult = {
  results: BulkResult[];
  /** Where the next call goes on; null when every order that matches was reached. */
  next: OrderPlace | null;
};

/**
 * Does one act to the next orders that a filter matches, in the list's order, and says where to go on. What
 * matches is decided now: orders that an act has moved out of the filter are not missed, because the next call
 * begins after the last order of this one.
 *
 * @param request.limit the most orders that are taken; the caller goes on until `next` is null
 */
export async function actOnMatching(
  ctx: Ctx,
  request: Omit<KeysRequest, "beyond"> & { after: OrderPlace | null; act: BulkAct },
): Promise<MatchingResult> {
  const { act, after, ...list } = request;
  const page = await withScope(ctx.db, ctx.scope, async (tx) => {
    const source = await wholeSource(tx, ctx.scope, list.filter, list.sort);
    const beyond = after && ({ direction: "after", place: after } as const);
    return listOrders(tx, ctx.scope, source, { ...list, beyond });
  });
  const results = await actOnOrders(ctx, { orderIds: page.rows.map((row) => row.id), act });
  return { results, next: page.next };
}
