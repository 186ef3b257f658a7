import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import { orderFields, type Topic } from "./topic";

/** The order was paid in full. Proved by `tests/http/topics.test.ts`. */
export const ordersPaid: Topic = {
  name: "orders/paid",
  subscription: "ORDERS_PAID",
  includeFields: orderFields,
  destination: true,
  source: false,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body)),
};
