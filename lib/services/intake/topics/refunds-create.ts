import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import type { Topic } from "./topic";

/**
 * Money or units were refunded; the body is the refund.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export const refundsCreate: Topic = {
  name: "refunds/create",
  subscription: "REFUNDS_CREATE",
  includeFields: ["id", "order_id", "created_at", "admin_graphql_api_id"],
  destination: true,
  source: true,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body, "order_id")),
};
