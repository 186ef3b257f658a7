const RESOURCES = [
  "fulfillment_orders",
  "fulfillment_events",
  "inventory_levels",
  "inventory_items",
  "bulk_operations",
  "draft_orders",
  "order_transactions",
];

/** `ORDERS_CREATE` → `orders/create`, `FULFILLMENT_ORDERS_PLACED_ON_HOLD` → `fulfillment_orders/placed_on_hold`. */
export function topicHeader(topic: string): string {
  const lower = topic.toLowerCase();
  const resource = RESOURCES.find((candidate) => lower.startsWith(`${candidate}_`)) ?? lower.split("_", 1)[0];
  return `${resource}/${lower.slice((resource ?? "").length + 1)}`;
}

/** The scope that a subscription to the topic requires, or null. */
export function topicScope(topic: string): string | null {
  if (topic.startsWith("ORDERS_") || topic.startsWith("REFUNDS_")) return "read_orders";
  if (topic.startsWith("FULFILLMENT_ORDERS_")) return "read_merchant_managed_fulfillment_orders";
  if (topic.startsWith("FULFILLMENTS_") || topic.startsWith("FULFILLMENT_EVENTS_"))
    return "read_fulfillments";
  if (topic.startsWith("PRODUCTS_")) return "read_products";
  if (topic.startsWith("INVENTORY_")) return "read_inventory";
  if (topic.startsWith("CUSTOMERS_")) return "read_customers";
  return null;
}
