import { displayFulfillmentStatus, financialStatus, isLive } from "../order-facts/status";
import type { Fulfillment, FulfillmentOrder, Order, Tracking } from "../state/order-types";
import { announceFulfillment, announceFulfillmentOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { openFulfillmentOrder } from "./place";
import { moveStock } from "./stock";

export interface Shipment {
  fulfillmentOrder: FulfillmentOrder;
  /** Fulfillment order line and quantity. */
  lines: { id: string; quantity: number }[];
}

/**
 * Ships units of an order. The caller has checked status, quantities and location.
 * A paid order is archived when its last units are shipped (recorded).
 */
export function fulfill(
  world: World,
  order: Order,
  shipments: Shipment[],
  tracking: Tracking[],
): Fulfillment {
  const now = world.now().toISOString();
  const quantities = new Map<string, number>();
  for (const { fulfillmentOrder, lines } of shipments) {
    for (const { id, quantity } of lines) {
      const entry = fulfillmentOrder.lines.find((candidate) => candidate.id === id);
      if (!entry) continue;
      entry.remaining -= quantity;
      quantities.set(entry.lineId, (quantities.get(entry.lineId) ?? 0) + quantity);
    }
    fulfillmentOrder.updatedAt = now;
    if (fulfillmentOrder.lines.every(({ remaining }) => remaining === 0)) fulfillmentOrder.status = "CLOSED";
  }
  for (const line of order.lines) {
    const shipped = quantities.get(line.id);
    if (!shipped || !line.variantId || !line.claimedFrom) continue;
    moveStock(world, order.shop, line.variantId, line.claimedFrom, 0, -shipped);
  }
  const fulfillment: Fulfillment = {
    id: world.store.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    locationId: shipments[0]?.fulfillmentOrder.locationId ?? "",
    tracking,
    lines: [...quantities].map(([lineId, quantity]) => ({ id: world.store.nextId(), lineId, quantity })),
    fulfillmentOrderIds: shipments.map(({ fulfillmentOrder }) => fulfillmentOrder.id),
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillments.push(fulfillment);
  const complete = displayFulfillmentStatus(order, world.settings()) === "FULFILLED";
  if (isArchivable(world, order)) archiveShipped(world, order, now);
  world.history.record(order, "shipped", {
    fulfillmentId: fulfillment.id,
    fulfillmentOrderIds: fulfillment.fulfillmentOrderIds,
    lines: fulfillment.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    tracking,
  });
  announceFulfillment(world, order, fulfillment, "FULFILLMENTS_CREATE");
  saveOrder(world, order, complete ? "ORDERS_FULFILLED" : "ORDERS_PARTIALLY_FULFILLED");
  return fulfillment;
}

function isArchivable(world: World, order: Order): boolean {
  const complete = displayFulfillmentStatus(order, world.settings()) === "FULFILLED";
  return complete && financialStatus(order) === "PAID" && !order.cancelledAt;
}

/** Archives a shipped order at once, or after the delay of the settings. Both are recorded. */
function archiveShipped(world: World, order: Order, now: string): void {
  const delay = world.settings().archiveDelayMs;
  if (delay === 0) {
    order.closedAt ??= now;
    return;
  }
  world.later(delay, () => {
    const current = world.store.order(order.shop, order.id);
    if (!current || current.closedAt || !isArchivable(world, current)) return;
    world.dispatcher.beginEvent();
    current.closedAt = world.now().toISOString();
    saveOrder(world, current);
    world.store.commit();
  });
}

/**
 * Ships the given lines, or all remaining units, from every fulfillment order that is neither on hold nor scheduled.
 * @returns null if there was nothing to ship
 */
export function fulfillLines(
  world: World,
  order: Order,
  wanted: { lineId: string; quantity: number }[] | null,
  tracking: Tracking[],
): Fulfillment | null {
  const left = new Map(wanted?.map(({ lineId, quantity }) => [lineId, quantity]));
  const shipments: Shipment[] = [];
  const open = order.fulfillmentOrders.filter(
    (candidate) => isLive(candidate) && candidate.status !== "ON_HOLD" && candidate.status !== "SCHEDULED",
  );
  for (const fulfillmentOrder of open) {
    const lines: Shipment["lines"] = [];
    for (const entry of fulfillmentOrder.lines) {
      const quantity = wanted ? Math.min(entry.remaining, left.get(entry.lineId) ?? 0) : entry.remaining;
      if (quantity <= 0) continue;
      left.set(entry.lineId, (left.get(entry.lineId) ?? 0) - quantity);
      lines.push({ id: entry.id, quantity });
    }
    if (lines.length > 0) shipments.push({ fulfillmentOrder, lines });
  }
  if (shipments.length === 0) return null;
  return fulfill(world, order, shipments, tracking);
}

/**
 * Cancels a shipment. A new fulfillment order replaces the old one, which stays CLOSED but shows its units as remaining
 * again (recorded).
 */
export function cancelFulfillment(world: World, order: Order, fulfillment: Fulfillment): void {
  if (fulfillment.status === "CANCELLED") return;
  const now = world.now().toISOString();
  fulfillment.status = "CANCELLED";
  fulfillment.displayStatus = "CANCELED";
  fulfillment.updatedAt = now;
  const lines = fulfillment.lines.map(({ lineId, quantity }) => ({ id: lineId, quantity }));
  showRemainingAgain(order, fulfillment);
  order.fulfillmentOrders.push(openFulfillmentOrder(world, order, fulfillment.locationId, lines));
  order.closedAt = null;
  world.history.record(order, "shipment-cancelled", { fulfillmentId: fulfillment.id });
  announceFulfillment(world, order, fulfillment, "FULFILLMENTS_UPDATE");
  saveOrder(world, order);
}

function showRemainingAgain(order: Order, fulfillment: Fulfillment): void {
  const left = new Map(fulfillment.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const closed = order.fulfillmentOrders.filter(
    ({ id, status }) => status === "CLOSED" && fulfillment.fulfillmentOrderIds.includes(id),
  );
  for (const entry of closed.flatMap(({ lines }) => lines)) {
    const back = Math.min(entry.total - entry.remaining, left.get(entry.lineId) ?? 0);
    entry.remaining += back;
    left.set(entry.lineId, (left.get(entry.lineId) ?? 0) - back);
  }
}

/** Replaces the tracking information of a shipment. */
export function updateTracking(
  world: World,
  order: Order,
  fulfillment: Fulfillment,
  tracking: Tracking[],
): void {
  fulfillment.tracking = tracking;
  fulfillment.updatedAt = world.now().toISOString();
  world.history.record(order, "tracking-changed", { fulfillmentId: fulfillment.id, tracking });
  announceFulfillment(world, order, fulfillment, "FULFILLMENTS_UPDATE");
  saveOrder(world, order);
}

/** Closes fulfillment orders and creates new ones with new ids, as cancelling a fulfillment order does (recorded). */
export function replaceFulfillmentOrders(world: World, order: Order, replaced: FulfillmentOrder[]): void {
  const now = world.now().toISOString();
  for (const closed of replaced.filter(isLive)) {
    const lines = closed.lines
      .filter(({ remaining }) => remaining > 0)
      .map(({ lineId, remaining }) => ({ id: lineId, quantity: remaining }));
    closed.status = "CLOSED";
    closed.updatedAt = now;
    const shipped = closed.lines.filter(({ total, remaining }) => total > remaining);
    closed.lines = shipped.map((entry) => ({ ...entry, total: entry.total - entry.remaining, remaining: 0 }));
    const replacement = openFulfillmentOrder(world, order, closed.locationId, lines);
    order.fulfillmentOrders.push(replacement);
    world.history.record(order, "work-replaced", {
      fulfillmentOrderId: closed.id,
      replacementId: replacement.id,
    });
    announceFulfillmentOrder(world, order, closed, "FULFILLMENT_ORDERS_CANCELLED");
  }
  saveOrder(world, order);
}
