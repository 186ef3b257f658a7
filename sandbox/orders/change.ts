import type { Order } from "../state/order-types";
import { announceDeletion, announceOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { type AddressInput, makeAddress } from "./address";
import { normalizeTags } from "./tags";

/** Stores a changed order and sends the webhooks of `topics`, then `orders/updated`. */
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

/** Replaces the given fields. A new e-mail does not change that of the customer (recorded). */
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

/** Archives an order. Has no effect on an archived order. */
export function closeOrder(world: World, order: Order): void {
  if (order.closedAt) return;
  order.closedAt = world.now().toISOString();
  world.history.record(order, "order-closed");
  saveOrder(world, order);
}

/** Unarchives an order. Has no effect on an open order. */
export function reopenOrder(world: World, order: Order): void {
  if (!order.closedAt) return;
  order.closedAt = null;
  world.history.record(order, "order-reopened");
  saveOrder(world, order);
}

/** Deletes an order. The webhook contains only its id. */
export function deleteOrder(world: World, order: Order): void {
  world.history.record(order, "order-deleted", { name: order.name });
  announceDeletion(world, order);
  world.store.remove("order", order.id);
}
