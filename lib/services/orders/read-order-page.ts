import { orderDetail } from "@/db/queries/orders/order-detail";
import { withScope } from "@/db/scope";
import type { FilterParams } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { findNeighbours, type Neighbours } from "@/lib/services/order-list/find-neighbours";

/** One order with its legs, source orders, attempts and history. */
export type OrderDetail = NonNullable<Awaited<ReturnType<typeof orderDetail>>>;

/**
 * Reads one order and its neighbours in `list`. Null when the order is outside of the scope: an order of another
 * organization or merchant looks like an order that does not exist.
 */
export async function readOrderPage(
  ctx: Ctx,
  input: { orderId: string; list: FilterParams; now: Date },
): Promise<{ detail: OrderDetail; neighbours: Neighbours } | null> {
  const { list, now } = input;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const detail = await orderDetail(tx, ctx.scope, input.orderId);
    if (!detail) return null;
    return { detail, neighbours: await findNeighbours(tx, ctx.scope, { list, now, order: detail.order }) };
  });
}
