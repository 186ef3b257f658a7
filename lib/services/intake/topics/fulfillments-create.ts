import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import type { Topic } from "./topic";

/** Units were shipped; the body is the fulfillment. Proved by `tests/http/topics.test.ts`. */
export const fulfillmentsCreate: Topic = {
  name: "fulfillments/create",
  subscription: "FULFILLMENTS_CREATE",
  includeFields: ["id", "order_id", "updated_at", "admin_graphql_api_id"],
  destination: true,
  source: true,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body, "order_id")),
};
