import type { FulfillmentOrder, Order } from "../../state/order-types";
import { idOf } from "../../values/gid";
import type { CallContext } from "../call/context";
import { topLevel } from "../call/errors";

/** The fulfillment order with this id and its order, or null. @throws RESOURCE_NOT_FOUND for the id of another type */
export function locateFulfillmentOrder(
  ctx: CallContext,
  gid: string,
): { order: Order; fulfillmentOrder: FulfillmentOrder } | null {
  const id = idOf(gid, "FulfillmentOrder");
  if (id === null || id === "0") throw topLevel("RESOURCE_NOT_FOUND", `Invalid id: ${gid}`);
  for (const order of ctx.world.store.orders(ctx.shop.domain)) {
    const fulfillmentOrder = order.fulfillmentOrders.find((candidate) => candidate.id === id);
    if (fulfillmentOrder) return { order, fulfillmentOrder };
  }
  return null;
}
