import { expect, it } from "vitest";
import { topicHeader, topicScope } from "./topics";

it.each([
  ["ORDERS_CREATE", "orders/create", "read_orders"],
  ["ORDERS_RISK_ASSESSMENT_CHANGED", "orders/risk_assessment_changed", "read_orders"],
  [
    "FULFILLMENT_ORDERS_PLACED_ON_HOLD",
    "fulfillment_orders/placed_on_hold",
    "read_merchant_managed_fulfillment_orders",
  ],
  ["FULFILLMENTS_UPDATE", "fulfillments/update", "read_fulfillments"],
  ["INVENTORY_LEVELS_UPDATE", "inventory_levels/update", "read_inventory"],
  ["REFUNDS_CREATE", "refunds/create", "read_orders"],
  ["APP_UNINSTALLED", "app/uninstalled", null],
])("%s", (topic, header, scope) => {
  expect([topicHeader(topic), topicScope(topic)]).toEqual([header, scope]);
});
