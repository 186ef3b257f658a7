import type { FulfillmentOrder, Order } from "../state/order-types";
import { announceFulfillmentOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { type Part, splitOff } from "./split";

/** A timer of Node.js counts at most 24.8 days. */
const LONGEST_TIMER_MS = 24 * 60 * 60_000;

/**
 * Schedules open work of an order for a date, as subscriptions and pre-orders do.
 *
 * @param parts the units to schedule, which then have a fulfillment order of their own; null for all open work
 * @returns false if there was no such work
 */
export function scheduleWork(
  world: World,
  order: Order,
  { fulfillAt, parts }: { fulfillAt: string; parts: readonly Part[] | null },
): boolean {
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN");
  const scheduled =
    parts === null ? open : open.flatMap((candidate) => splitOff(world, order, candidate, parts) ?? []);
  for (const fulfillmentOrder of scheduled) {
    fulfillmentOrder.status = "SCHEDULED";
    fulfillmentOrder.fulfillAt = fulfillAt;
    fulfillmentOrder.updatedAt = world.now().toISOString();
    world.history.record(order, "scheduled", { fulfillmentOrderId: fulfillmentOrder.id, fulfillAt });
  }
  order.fulfillmentOrders = order.fulfillmentOrders.filter(({ lines }) => lines.length > 0);
  saveOrder(world, order);
  if (scheduled.length > 0) openLater(world, order, fulfillAt);
  return scheduled.length > 0;
}

function openLater(world: World, order: Order, fulfillAt: string): void {
  const ms = Date.parse(fulfillAt) - world.now().getTime();
  world.later(Math.min(Math.max(0, ms), LONGEST_TIMER_MS), () => {
    const current = world.store.order(order.shop, order.id);
    if (!current) return;
    if (Date.parse(fulfillAt) > world.now().getTime()) return openLater(world, current, fulfillAt);
    world.dispatcher.beginEvent();
    openScheduled(world, current, (each) => each.fulfillAt === fulfillAt);
    world.store.commit();
  });
}

/** Opens scheduled work, as its date does. Returns false if there was none. */
export function openScheduled(
  world: World,
  order: Order,
  wanted: (fulfillmentOrder: FulfillmentOrder) => boolean,
): boolean {
  const due = order.fulfillmentOrders.filter((each) => each.status === "SCHEDULED" && wanted(each));
  for (const fulfillmentOrder of due) {
    fulfillmentOrder.status = "OPEN";
    fulfillmentOrder.updatedAt = world.now().toISOString();
    world.history.record(order, "opened", { fulfillmentOrderId: fulfillmentOrder.id });
    announceFulfillmentOrder(
      world,
      order,
      fulfillmentOrder,
      "FULFILLMENT_ORDERS_SCHEDULED_FULFILLMENT_ORDER_READY",
    );
  }
  if (due.length > 0) saveOrder(world, order);
  return due.length > 0;
}
