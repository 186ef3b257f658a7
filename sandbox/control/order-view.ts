import {
  displayFulfillmentStatus,
  financialStatus,
  fulfilledQuantity,
  unfulfilledQuantity,
} from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import type { Order } from "../state/order-types";
import { moneyText } from "../values/money";
import type { World } from "../world/world";

/** An order as the control API returns it: all stored fields, and the values derived from them. */
export function orderView(world: World, order: Order) {
  const totals = totalsOf(order);
  return {
    ...order,
    id: `gid://shopify/Order/${order.id}`,
    legacyId: order.id,
    financialStatus: financialStatus(order),
    fulfillmentStatus: displayFulfillmentStatus(order, world.settings()),
    lines: order.lines.map((line) => ({
      ...line,
      id: `gid://shopify/LineItem/${line.id}`,
      legacyId: line.id,
      variantId: line.variantId ? `gid://shopify/ProductVariant/${line.variantId}` : null,
      fulfilledQuantity: fulfilledQuantity(order, line.id),
      unfulfilledQuantity: unfulfilledQuantity(order, line.id),
    })),
    totals: Object.fromEntries(
      Object.entries(totals).map(([name, bag]) => [name, moneyText(bag.shop, order.currency)]),
    ),
  };
}
