import { followFulfillmentOrder } from "./follow-fulfillment-order";
import { workScopes } from "./scopes";
import type { Topic } from "./topic";

/** A scheduled part of an order got another date. Proved by `tests/http/topics.test.ts`. */
export const fulfillmentOrdersRescheduled: Topic = {
  name: "fulfillment_orders/rescheduled",
  subscription: "FULFILLMENT_ORDERS_RESCHEDULED",
  includeFields: ["fulfillment_order.id", "fulfillment_order.status"],
  destination: true,
  source: false,
  anyScope: workScopes,
  handle: followFulfillmentOrder,
};
