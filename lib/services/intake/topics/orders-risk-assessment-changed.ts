import { orderGidOf } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import type { Topic } from "./topic";

/** The risk of an order was assessed. Proved by `tests/http/topics.test.ts`. */
export const ordersRiskAssessmentChanged: Topic = {
  name: "orders/risk_assessment_changed",
  subscription: "ORDERS_RISK_ASSESSMENT_CHANGED",
  includeFields: ["admin_graphql_api_order_id", "created_at"],
  destination: true,
  source: false,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(input.body, "admin_graphql_api_order_id")),
};
