import type { Order } from "@/sandbox/state/order-types";
import { routeBack } from "@/testing/simulation/sim-world";

/** Destination units by SKU. */
export type Units = Map<string, number>;

export const gidOf = (order: { id: string }): string => `gid://shopify/Order/${order.id}`;

/** The text in a source order that identifies its leg. */
export const markOf = (order: Order): string =>
  attributeOf(order, "Origin mark") ?? order.sourceIdentifier ?? "";

export const destinationOf = (order: Order): string => attributeOf(order, "Origin order id") ?? "";

export const attributeOf = (order: Order, key: string) =>
  order.customAttributes.find((attribute) => attribute.key === key)?.value;

/** Units of a line that live fulfillments shipped. */
export const shippedOf = (order: Order, lineId: string) =>
  order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((units, line) => units + line.quantity, 0);

/** Current units that the destination has shipped. */
function shippedHere(order: Order): Units {
  const shipped: Units = new Map();
  for (const line of order.lines) {
    add(shipped, line.sku ?? "", Math.min(line.currentQuantity, shippedOf(order, line.id)));
  }
  return shipped;
}

/** Whole destination units that source orders have shipped. */
function shippedAtSource(sourceOrders: readonly Order[]): Units {
  const shipped: Units = new Map();
  for (const order of sourceOrders.filter(({ cancelledAt }) => cancelledAt === null)) {
    for (const line of order.lines) {
      const route = routeBack(order.shop, line.sku ?? "");
      if (route) add(shipped, route.sku, Math.floor(shippedOf(order, line.id) / route.ratio));
    }
  }
  return shipped;
}

/**
 * Units that the destination shipped and no source store: beyond the units that source stores shipped, and at least
 * the destination's own.
 */
export function shippedByOthers(order: Order, sourceOrders: readonly Order[], own: Units): Units {
  const atSource = shippedAtSource(sourceOrders);
  return new Map(
    [...shippedHere(order)].map(([sku, units]) => [
      sku,
      Math.max(Math.min(own.get(sku) ?? 0, units), units - (atSource.get(sku) ?? 0)),
    ]),
  );
}

/**
 * Units that may be ordered: current units that others have not shipped; none for a cancelled order.
 *
 * @param own units that the destination shipped on its own, by SKU
 */
export function targetsOf(order: Order, sourceOrders: readonly Order[], own: Units): Units {
  const others = shippedByOthers(order, sourceOrders, own);
  const targets: Units = new Map();
  for (const line of order.lines) add(targets, line.sku ?? "", order.cancelledAt ? 0 : line.currentQuantity);
  for (const [sku, units] of targets) targets.set(sku, Math.max(0, units - (others.get(sku) ?? 0)));
  return targets;
}

/** Whole destination units that a source order covers: the greater of its live and its shipped units. */
export function coveredBy(order: Order): Units {
  const covered: Units = new Map();
  for (const line of order.lines) {
    const route = routeBack(order.shop, line.sku ?? "");
    if (!route) continue;
    const live = order.cancelledAt ? 0 : line.currentQuantity;
    add(covered, route.sku, Math.floor(Math.max(live, shippedOf(order, line.id)) / route.ratio));
  }
  return covered;
}

/** Units that Shopify holds or has scheduled, by SKU. */
export function notReadyOf(order: Order): Units {
  const waiting: Units = new Map();
  for (const { status, lines } of order.fulfillmentOrders) {
    if (status !== "ON_HOLD" && status !== "SCHEDULED") continue;
    for (const { lineId, remaining } of lines) {
      const line = order.lines.find(({ id }) => id === lineId);
      add(waiting, line?.sku ?? "", remaining);
    }
  }
  return waiting;
}

/** What the order's shop says that a reason for waiting in Shopify claims. */
export function waitsFor(order: Order): Record<"shopify_hold" | "scheduled" | "risk", boolean> {
  const has = (wanted: string) => order.fulfillmentOrders.some(({ status }) => status === wanted);
  return {
    shopify_hold: has("ON_HOLD"),
    scheduled: has("SCHEDULED"),
    risk: order.risk.some(({ level }) => level === "HIGH"),
  };
}

/** Units that may leave automatically: none of an order at risk, or of one to which the shopper may still add items. */
export function readyOf(order: Order, targets: Units): Units {
  const grows = order.fulfillmentOrders.some(
    ({ status, holds }) =>
      status === "ON_HOLD" && holds.some(({ reason }) => reason === "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"),
  );
  if (grows || waitsFor(order).risk) return new Map();
  const waiting = notReadyOf(order);
  return new Map([...targets].map(([sku, units]) => [sku, Math.max(0, units - (waiting.get(sku) ?? 0))]));
}

export function add(units: Units, sku: string, more: number): void {
  units.set(sku, (units.get(sku) ?? 0) + more);
}
