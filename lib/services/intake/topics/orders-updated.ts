import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import { orderFields, type Topic } from "./topic";

/**
 * The order changed in any way, including changes by our own writes.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export const ordersUpdated: Topic = {
  name: "orders/updated",
  subscription: "ORDERS_UPDATED",
  includeFields: orderFields,
  destination: true,
  source: true,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body)),
};
