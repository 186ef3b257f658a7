import type { FulfillmentOrder, Line, Order } from "../state/order-types";
import type { Settings } from "../state/settings";
import { totalsOf } from "./totals";

/** `displayFinancialStatus`. It is null for an order without a given status and without transactions (recorded). */
export function financialStatus(order: Order): string | null {
  if (order.givenFinancialStatus) return order.givenFinancialStatus;
  const totals = totalsOf(order);
  if (totals.received.shop > 0 && totals.refunded.shop >= totals.received.shop) return "REFUNDED";
  if (totals.refunded.shop > 0) return "PARTIALLY_REFUNDED";
  if (totals.received.shop > 0) {
    return totals.received.shop >= totals.currentTotal.shop ? "PAID" : "PARTIALLY_PAID";
  }
  if (order.transactions.some(({ kind, status }) => kind === "VOID" && status === "SUCCESS")) return "VOIDED";
  if (totals.authorized.shop > 0) return order.cancelledAt ? "VOIDED" : "AUTHORIZED";
  if (order.transactions.some(({ status }) => status === "PENDING")) return "PENDING";
  // A free order from the checkout is paid. A free order from the API has no status unless one was given.
  return order.clientId === null && totals.total.shop === 0 ? "PAID" : null;
}

/** Shipped units of a line. */
export function fulfilledQuantity(order: Order, lineId: string): number {
  if (order.importedFulfillment) return order.lines.find((line) => line.id === lineId)?.quantity ?? 0;
  return order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((total, line) => total + line.quantity, 0);
}

/** Units of a line that can still be shipped: the remaining units of its fulfillment orders. */
export function unfulfilledQuantity(order: Order, lineId: string): number {
  if (order.cancelledAt) return 0;
  return order.fulfillmentOrders
    .filter(isLive)
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((total, line) => total + line.remaining, 0);
}

/**
 * `fulfillableQuantity` of a line: units on hold do not count, and a cancellation without a refund leaves the units of
 * its closed fulfillment orders (recorded).
 */
export function fulfillableQuantity(order: Order, lineId: string): number {
  const counts = (candidate: FulfillmentOrder) =>
    order.cancelledAt
      ? candidate.status === "CLOSED" && candidate.closedByCancellation === true
      : isLive(candidate) && candidate.status !== "ON_HOLD";
  return order.fulfillmentOrders
    .filter(counts)
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((total, line) => total + line.remaining, 0);
}

/** Whether units of the fulfillment order can still be shipped, now, after a hold, or at a later date. */
export function isLive(fulfillmentOrder: FulfillmentOrder): boolean {
  return fulfillmentOrder.status !== "CLOSED" && fulfillmentOrder.status !== "CANCELLED";
}

/** `displayFulfillmentStatus` of an order. */
export function displayFulfillmentStatus(order: Order, settings: Settings): string {
  if (order.importedFulfillment) return "FULFILLED";
  const fulfilled = order.lines.some((line) => fulfilledQuantity(order, line.id) > 0);
  const left = order.lines.some((line) => unfulfilledQuantity(order, line.id) > 0);
  if (fulfilled) return left ? "PARTIALLY_FULFILLED" : "FULFILLED";
  const live = order.fulfillmentOrders.filter(isLive);
  if (live.length > 0 && live.every(({ status }) => status === "ON_HOLD")) return "ON_HOLD";
  if (live.length > 0 && live.every(({ status }) => status === "SCHEDULED")) return "SCHEDULED";
  if (live.some(({ status }) => status === "IN_PROGRESS")) return "IN_PROGRESS";
  if (!order.lines.some((line) => line.requiresShipping)) return settings.noShippingStatus;
  return "UNFULFILLED";
}

/** Fulfillment status of an order in webhook payloads: null, "partial" or "fulfilled". */
export function restFulfillmentStatus(order: Order): string | null {
  const fulfilled = order.lines.map((line) => fulfilledQuantity(order, line.id));
  if (!fulfilled.some((quantity) => quantity > 0)) return null;
  return order.lines.some((line) => unfulfilledQuantity(order, line.id) > 0) ? "partial" : "fulfilled";
}

/** Fulfillment status of a line in webhook payloads: null, "partial" or "fulfilled". */
export function restLineStatus(order: Order, line: Line): string | null {
  const fulfilled = fulfilledQuantity(order, line.id);
  if (fulfilled === 0) return null;
  return unfulfilledQuantity(order, line.id) > 0 ? "partial" : "fulfilled";
}
