import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import { orderFields, type Topic } from "./topic";

/**
 * A shopper placed an order.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export const ordersCreate: Topic = {
  name: "orders/create",
  subscription: "ORDERS_CREATE",
  includeFields: orderFields,
  destination: true,
  source: false,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body)),
};
