import { rawId } from "../delivery/json";
import type { Fulfillment, FulfillmentOrder, Order, Refund } from "../state/order-types";
import type { Level, Shop, Variant } from "../state/shop-types";
import { payloadTime } from "../values/time-format";
import type { World } from "../world/world";
import { orderPayload } from "./payload-order";
import { fulfillmentPayload, refundPayload } from "./payload-parts";

function shopOf(world: World, domain: string): Shop {
  const shop = world.store.get("shop", domain);
  if (!shop) throw new Error(`There is no shop ${domain}.`);
  return shop;
}

/** Sends the current state of an order under one or more `ORDERS_*` topics. */
export function announceOrder(world: World, order: Order, ...topics: string[]): void {
  const shop = shopOf(world, order.shop);
  for (const topic of topics) {
    world.dispatcher.emit(
      order.shop,
      topic,
      `gid://shopify/Order/${order.id}`,
      () =>
        orderPayload(
          order,
          shop,
          order.customerId ? world.store.get("customer", order.customerId) : undefined,
        ),
      { isTest: order.test },
    );
  }
}

/** A webhook with the current state of a fulfillment. */
export function announceFulfillment(
  world: World,
  order: Order,
  fulfillment: Fulfillment,
  topic: string,
): void {
  const shop = shopOf(world, order.shop);
  world.dispatcher.emit(order.shop, topic, `gid://shopify/Fulfillment/${fulfillment.id}`, () =>
    fulfillmentPayload(order, fulfillment, shop),
  );
}

/** `refunds/create` contains the refund. */
export function announceRefund(world: World, order: Order, refund: Refund): void {
  const shop = shopOf(world, order.shop);
  world.dispatcher.emit(order.shop, "REFUNDS_CREATE", `gid://shopify/Refund/${refund.id}`, () =>
    refundPayload(order, refund, shop),
  );
}

/** Webhooks about fulfillment orders contain a GID and a status, but no order id. */
export function announceFulfillmentOrder(
  world: World,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  topic: string,
): void {
  const gid = `gid://shopify/FulfillmentOrder/${fulfillmentOrder.id}`;
  world.dispatcher.emit(order.shop, topic, gid, () => ({
    fulfillment_order: { id: gid, status: fulfillmentOrder.status.toLowerCase() },
  }));
}

/** `orders/delete` contains only the id. */
export function announceDeletion(world: World, order: Order): void {
  world.dispatcher.emit(order.shop, "ORDERS_DELETE", `gid://shopify/Order/${order.id}`, () => ({
    id: rawId(order.id),
  }));
}

export interface EditDeltas {
  additions: { id: string; delta: number }[];
  removals: { id: string; delta: number }[];
}

/** `orders/edited` contains only the changed quantities, inside `order_edit`. */
export function announceEdit(world: World, order: Order, deltas: EditDeltas, staffNote: string): void {
  const shop = shopOf(world, order.shop);
  const raw = (entries: EditDeltas["additions"]) =>
    entries.map(({ id, delta }) => ({ id: rawId(id), delta }));
  world.dispatcher.emit(order.shop, "ORDERS_EDITED", `gid://shopify/Order/${order.id}`, () => ({
    order_edit: {
      id: rawId(world.store.nextId()),
      app_id: null,
      user_id: null,
      order_id: rawId(order.id),
      created_at: payloadTime(order.updatedAt, shop.timezone),
      notify_customer: false,
      staff_note: staffNote,
      line_items: { additions: raw(deltas.additions), removals: raw(deltas.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }));
}

/** `orders/risk_assessment_changed` contains the GID of the order and the new overall level. */
export function announceRisk(world: World, order: Order, level: string): void {
  const gid = `gid://shopify/Order/${order.id}`;
  world.dispatcher.emit(order.shop, "ORDERS_RISK_ASSESSMENT_CHANGED", gid, () => ({
    admin_graphql_api_order_id: gid,
    risk_level: level,
    created_at: world.now().toISOString(),
  }));
}

/** `inventory_levels/update`. The delivery log names no resource for it. */
export function announceStock(world: World, shop: string, variant: Variant, level: Level): void {
  world.dispatcher.emit(shop, "INVENTORY_LEVELS_UPDATE", null, () => ({
    inventory_item_id: rawId(variant.inventoryItemId),
    location_id: rawId(level.locationId),
    available: level.available,
    updated_at: world.now().toISOString(),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${level.locationId}?inventory_item_id=${variant.inventoryItemId}`,
  }));
}
