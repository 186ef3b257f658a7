import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import { orderFields, type Topic } from "./topic";

/**
 * The order was cancelled in Shopify, by a user or by an app.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export const ordersCancelled: Topic = {
  name: "orders/cancelled",
  subscription: "ORDERS_CANCELLED",
  includeFields: orderFields,
  destination: true,
  source: true,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body)),
};
