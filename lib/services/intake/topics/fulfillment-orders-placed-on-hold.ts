import { followFulfillmentOrder } from "./follow-fulfillment-order";
import { workScopes } from "./scopes";
import type { Topic } from "./topic";

/** A part of an order was put on hold in Shopify. Proved by `tests/http/topics.test.ts`. */
export const fulfillmentOrdersPlacedOnHold: Topic = {
  name: "fulfillment_orders/placed_on_hold",
  subscription: "FULFILLMENT_ORDERS_PLACED_ON_HOLD",
  includeFields: ["fulfillment_order.id", "fulfillment_order.status"],
  destination: true,
  source: false,
  anyScope: workScopes,
  handle: followFulfillmentOrder,
};
