import { followFulfillmentOrder } from "./follow-fulfillment-order";
import { workScopes } from "./scopes";
import type { Topic } from "./topic";

/** A hold in Shopify was released. Proved by `tests/http/topics.test.ts`. */
export const fulfillmentOrdersHoldReleased: Topic = {
  name: "fulfillment_orders/hold_released",
  subscription: "FULFILLMENT_ORDERS_HOLD_RELEASED",
  includeFields: ["fulfillment_order.id", "fulfillment_order.status"],
  destination: true,
  source: false,
  anyScope: workScopes,
  handle: followFulfillmentOrder,
};
