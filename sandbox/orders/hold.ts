import { isLive } from "../order-facts/status";
import type { FulfillmentOrder, Hold, Order } from "../state/order-types";
import { announceFulfillmentOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";

/** Puts one hold on one piece of work. */
export function holdWork(
  world: World,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  hold: Omit<Hold, "id">,
): Hold {
  const placed: Hold = { id: world.store.nextId(), ...hold };
  fulfillmentOrder.holds.push(placed);
  fulfillmentOrder.status = "ON_HOLD";
  fulfillmentOrder.updatedAt = world.now().toISOString();
  world.history.record(order, "held", { fulfillmentOrderId: fulfillmentOrder.id, reason: hold.reason });
  announceFulfillmentOrder(world, order, fulfillmentOrder, "FULFILLMENT_ORDERS_PLACED_ON_HOLD");
  saveOrder(world, order);
  return placed;
}

/**
 * Takes holds from a piece of work; it opens when none is left (recorded).
 * @param ids which of them, or null for all
 */
export function releaseHolds(
  world: World,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  ids: (string | null)[] | null,
): void {
  fulfillmentOrder.holds = ids ? fulfillmentOrder.holds.filter(({ id }) => !ids.includes(id)) : [];
  if (fulfillmentOrder.holds.length === 0 && fulfillmentOrder.status === "ON_HOLD") {
    fulfillmentOrder.status = "OPEN";
    fulfillmentOrder.updatedAt = world.now().toISOString();
    world.history.record(order, "released", { fulfillmentOrderId: fulfillmentOrder.id });
    announceFulfillmentOrder(world, order, fulfillmentOrder, "FULFILLMENT_ORDERS_HOLD_RELEASED");
  }
  saveOrder(world, order);
}

/** Holds every open piece of work of an order. */
export function holdOrder(
  world: World,
  order: Order,
  reason: string,
  notes: string | null = null,
): FulfillmentOrder[] {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  for (const work of open) {
    holdWork(world, order, work, { reason, reasonNotes: notes, handle: null, clientId: null });
  }
  return open;
}

/** Releases everything of an order that is on hold. */
export function releaseOrder(world: World, order: Order): FulfillmentOrder[] {
  const held = order.fulfillmentOrders.filter((work) => isLive(work) && work.status === "ON_HOLD");
  for (const work of held) releaseHolds(world, order, work, null);
  return held;
}
