import { isLive } from "../order-facts/status";
import type { FulfillmentOrder, Hold, Order } from "../state/order-types";
import { announceFulfillmentOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { type Part, splitOff, takeBack } from "./split";

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
    takeBack(world, order, fulfillmentOrder);
    fulfillmentOrder.updatedAt = world.now().toISOString();
    world.history.record(order, "released", { fulfillmentOrderId: fulfillmentOrder.id });
    announceFulfillmentOrder(world, order, fulfillmentOrder, "FULFILLMENT_ORDERS_HOLD_RELEASED");
  }
  saveOrder(world, order);
}

/**
 * Puts open fulfillment orders of an order on hold.
 *
 * @param parts the units to hold, or null for all. The held part keeps the id, and a new fulfillment order gets the
 *   rest (recorded)
 */
export function holdOrder(
  world: World,
  order: Order,
  { reason, notes, parts }: { reason: string; notes: string | null; parts: readonly Part[] | null },
): FulfillmentOrder[] {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const held = parts === null ? open : open.filter((candidate) => keepPart(world, order, candidate, parts));
  for (const fulfillmentOrder of held) {
    holdFulfillmentOrder(world, order, fulfillmentOrder, {
      reason,
      reasonNotes: notes,
      handle: null,
      clientId: null,
    });
  }
  return held;
}

/** Moves all units that are not in `parts` to a new fulfillment order. False if it has no unit of `parts`. */
function keepPart(
  world: World,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  parts: readonly Part[],
): boolean {
  const rest = fulfillmentOrder.lines.map(({ lineId, remaining }) => ({
    lineId,
    quantity: Math.max(0, remaining - (parts.find((part) => part.lineId === lineId)?.quantity ?? 0)),
  }));
  const units = fulfillmentOrder.lines.reduce((sum, { remaining }) => sum + remaining, 0);
  if (rest.reduce((sum, { quantity }) => sum + quantity, 0) === units) return false;
  fulfillmentOrder.restId = splitOff(world, order, fulfillmentOrder, rest)?.id ?? null;
  return true;
}

/** Releases all holds of an order. */
export function releaseOrder(world: World, order: Order): FulfillmentOrder[] {
  const held = order.fulfillmentOrders.filter(
    (candidate) => isLive(candidate) && candidate.status === "ON_HOLD",
  );
  for (const fulfillmentOrder of held) releaseHolds(world, order, fulfillmentOrder, null);
  return held;
}
