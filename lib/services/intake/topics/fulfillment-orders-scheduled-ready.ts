import { followFulfillmentOrder } from "./follow-fulfillment-order";
import { workScopes } from "./scopes";
import type { Topic } from "./topic";

/** The date of a scheduled part of an order has come. Proved by `tests/http/topics.test.ts`. */
export const fulfillmentOrdersScheduledReady: Topic = {
  name: "fulfillment_orders/scheduled_fulfillment_order_ready",
  subscription: "FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY",
  includeFields: ["fulfillment_order.id", "fulfillment_order.status"],
  destination: true,
  source: false,
  anyScope: workScopes,
  handle: followFulfillmentOrder,
};
