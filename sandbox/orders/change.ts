import type { Order } from "../state/order-types";
import { announceDeletion, announceOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { type AddressInput, makeAddress } from "./address";
import { normalizeTags } from "./tags";

/** Stores a change of an order and announces it under `topics`, then as `orders/updated`. */
export function saveOrder(world: World, order: Order, ...topics: string[]): void {
  order.updatedAt = world.now().toISOString();
  world.store.put("order", order.id, order);
  announceOrder(world, order, ...topics, "ORDERS_UPDATED");
}

export interface OrderChange {
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  poNumber?: string | null;
  tags?: string[] | null;
  customAttributes?: { key: string; value: string }[] | null;
  shippingAddress?: AddressInput | null;
}

/** Replaces the parts that are given. A changed e-mail leaves the customer's own alone (recorded). */
export function updateOrder(world: World, order: Order, change: OrderChange): void {
  if (change.email !== undefined) order.email = change.email;
  if (change.phone !== undefined) order.phone = change.phone;
  if (change.note !== undefined) order.note = change.note;
  if (change.poNumber !== undefined) order.poNumber = change.poNumber;
  if (change.tags !== undefined) order.tags = normalizeTags(change.tags ?? []);
  if (change.customAttributes !== undefined) order.customAttributes = change.customAttributes ?? [];
  if (change.shippingAddress !== undefined) {
    order.shippingAddress = makeAddress(world.store, change.shippingAddress);
  }
  world.history.record(order, "order-updated", { fields: Object.keys(change) });
  saveOrder(world, order);
}

/** Archives an order; closing a closed one changes nothing. */
export function closeOrder(world: World, order: Order): void {
  if (order.closedAt) return;
  order.closedAt = world.now().toISOString();
  world.history.record(order, "order-closed");
  saveOrder(world, order);
}

/** Takes an order out of the archive. */
export function reopenOrder(world: World, order: Order): void {
  if (!order.closedAt) return;
  order.closedAt = null;
  world.history.record(order, "order-reopened");
  saveOrder(world, order);
}

/** Removes an order; only its id is announced. */
export function deleteOrder(world: World, order: Order): void {
  world.history.record(order, "order-deleted", { name: order.name });
  announceDeletion(world, order);
  world.store.remove("order", order.id);
}
