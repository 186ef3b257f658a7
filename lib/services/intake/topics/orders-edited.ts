import { orderGidOf, type WebhookBody } from "@/lib/domain/intake/webhook-body";
import { followOrder } from "./follow-order";
import type { Topic } from "./topic";

/**
 * Lines were added or removed. The body is wrapped in `order_edit` and holds only the differences.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export const ordersEdited: Topic = {
  name: "orders/edited",
  subscription: "ORDERS_EDITED",
  includeFields: ["order_edit.id", "order_edit.order_id", "order_edit.created_at"],
  destination: true,
  source: true,
  handle: (ctx, input) => followOrder(ctx, input, orderGidOf(edit(input.body), "order_id")),
};

function edit(body: WebhookBody): WebhookBody {
  const wrapped = body.order_edit;
  return typeof wrapped === "object" && wrapped !== null ? (wrapped as WebhookBody) : {};
}
