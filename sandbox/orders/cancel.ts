import { isLive } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import type { Order } from "../state/order-types";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { makeRefund } from "./refund";
import { restock } from "./stock";

export interface CancelRequest {
  reason: string;
  restock: boolean;
  refund: boolean;
  staffNote: string | null;
}

/** The recorded message for an order with shipments. */
export const OUTSTANDING = "Cannot cancel an order that has outstanding fulfillments";

const isShipped = (order: Order) => order.fulfillments.some(({ status }) => status === "SUCCESS");

/** Whether an order has shipments but neither a status nor a payment. Its cancellation is accepted (recorded). */
export function isShippedUnpaid(order: Order): boolean {
  const unpaid = order.givenFinancialStatus === null && order.transactions.length === 0;
  return unpaid && !order.importedFulfillment && isShipped(order);
}

/** The recorded message that refuses the cancellation of an order, or null. */
export function cancelRefusal(order: Order): string | null {
  if (order.cancelledAt) return "Cannot cancel an order that has already been canceled";
  if (order.importedFulfillment || (isShipped(order) && !isShippedUnpaid(order))) return OUTSTANDING;
  return null;
}

/**
 * Cancels an order. A paid order that is not refunded stays PAID and open (recorded). All others are closed at the
 * same time. A pending payment is voided.
 */
export function cancelOrder(world: World, order: Order, request: CancelRequest): void {
  const paid = totalsOf(order).net.shop > 0;
  const now = world.now().toISOString();
  const left = order.lines.map((line) => ({ line, quantity: line.currentQuantity }));
  if (request.refund && paid) {
    makeRefund(world, order, {
      lines: left
        .filter(({ quantity }) => quantity > 0)
        .map(({ line, quantity }) => ({
          lineId: line.id,
          quantity,
          restockType: request.restock ? "CANCEL" : "NO_RESTOCK",
          locationId: line.claimedFrom,
        })),
      amount: totalsOf(order).net,
      shipping: null,
      note: null,
    });
  } else if (request.restock) {
    for (const { line, quantity } of left) {
      if (line.variantId && line.claimedFrom && quantity > 0) {
        restock(world, order.shop, line.variantId, line.claimedFrom, quantity);
      }
    }
  }
  for (const line of order.lines) line.currentQuantity = 0;
  order.cancelledAt = now;
  order.cancelReason = request.reason;
  order.staffNote = request.staffNote;
  if (!paid || request.refund) order.closedAt = now;
  if (order.givenFinancialStatus === "PENDING") order.givenFinancialStatus = "VOIDED";
  for (const fulfillmentOrder of order.fulfillmentOrders.filter(isLive)) {
    fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.closedByCancellation = true;
    fulfillmentOrder.updatedAt = now;
    if (request.refund && paid) {
      for (const entry of fulfillmentOrder.lines) {
        entry.total = 0;
        entry.remaining = 0;
      }
    }
  }
  world.history.record(order, "order-cancelled", {
    reason: request.reason,
    restock: request.restock,
    refund: request.refund,
  });
  saveOrder(world, order, "ORDERS_CANCELLED");
}
