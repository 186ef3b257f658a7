import { isLive } from "../order-facts/status";
import type { FulfillmentOrder, Hold, Order } from "../state/order-types";
import { announceFulfillmentOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";

/** Puts one hold on one fulfillment order. */
export function holdFulfillmentOrder(
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
 * Releases holds of a fulfillment order. It opens when no hold is left (recorded).
 * @param ids the holds to release, or null for all
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

/** Puts every open fulfillment order of an order on hold. */
export function holdOrder(
  world: World,
  order: Order,
  reason: string,
  notes: string | null = null,
): FulfillmentOrder[] {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  for (const fulfillmentOrder of open) {
    holdFulfillmentOrder(world, order, fulfillmentOrder, {
      reason,
      reasonNotes: notes,
      handle: null,
      clientId: null,
    });
  }
  return open;
}

/** Releases all holds of an order. */
export function releaseOrder(world: World, order: Order): FulfillmentOrder[] {
  const held = order.fulfillmentOrders.filter(
    (candidate) => isLive(candidate) && candidate.status === "ON_HOLD",
  );
  for (const fulfillmentOrder of held) releaseHolds(world, order, fulfillmentOrder, null);
  return held;
}
