import { isLive } from "../order-facts/status";
import { discountedTotal } from "../order-facts/totals";
import type { Order, Refund } from "../state/order-types";
import { type Bag, share, sum, ZERO } from "../values/money";
import { announceRefund } from "../webhooks/announce";
import type { World } from "../world/world";
import { addTransaction } from "./pay";
import { restock } from "./stock";

interface RefundRequest {
  lines: { lineId: string; quantity: number; restockType: string; locationId: string | null }[];
  /** Refunded shipping, or null. */
  shipping: Bag | null;
  /** Refunded amount; null = price and tax of the lines, and the shipping. Zero creates no transaction. */
  amount: Bag | null;
  note: string | null;
}

/**
 * Records a refund. Every refunded unit lowers `currentQuantity`. Only restock type CANCEL lowers the units that can
 * still be shipped; NO_RESTOCK and RETURN leave them unchanged.
 */
export function makeRefund(world: World, order: Order, request: RefundRequest): Refund {
  const now = world.now().toISOString();
  const refund: Refund = {
    id: world.store.nextId(),
    note: request.note,
    createdAt: now,
    lines: [],
    shipping: request.shipping ?? ZERO,
    transactionIds: [],
  };
  for (const entry of request.lines) {
    const line = order.lines.find((candidate) => candidate.id === entry.lineId);
    if (!line) continue;
    const quantity = Math.min(entry.quantity, line.currentQuantity);
    const tax = sum(line.taxLines.map(({ price }) => price));
    const restocked = entry.restockType !== "NO_RESTOCK";
    refund.lines.push({
      id: world.store.nextId(),
      lineId: line.id,
      quantity,
      restockType: entry.restockType,
      restocked,
      locationId: entry.locationId,
      subtotal: discountedTotal(line, quantity),
      tax: share(tax, quantity, line.quantity),
    });
    line.currentQuantity -= quantity;
    const location = entry.locationId ?? line.claimedFrom;
    if (restocked && line.variantId && location) {
      restock(world, order.shop, line.variantId, location, quantity);
    }
    if (entry.restockType === "CANCEL") reduceFulfillmentOrders(order, line.id, quantity, now);
  }
  const amount =
    request.amount ?? sum([...refund.lines.flatMap((line) => [line.subtotal, line.tax]), refund.shipping]);
  if (amount.shop > 0) {
    const parent = order.transactions.find(({ kind, status }) => kind === "SALE" && status === "SUCCESS");
    const transaction = addTransaction(world, order, {
      kind: "REFUND",
      amount,
      gateway: parent?.gateway ?? "manual",
      parentId: parent?.id ?? null,
    });
    refund.transactionIds.push(transaction.id);
    order.givenFinancialStatus = null;
  }
  order.refunds.push(refund);
  world.history.record(order, "refunded", {
    refundId: refund.id,
    lines: refund.lines.map(({ lineId, quantity, restockType }) => ({ lineId, quantity, restockType })),
    amount: amount.shop,
    currency: order.currency,
  });
  announceRefund(world, order, refund);
  return refund;
}

/** Removes units of a line from its open fulfillment orders. Fulfillment orders without remaining units are closed. */
export function reduceFulfillmentOrders(order: Order, lineId: string, quantity: number, now: string): void {
  let left = quantity;
  for (const fulfillmentOrder of order.fulfillmentOrders.filter(isLive)) {
    for (const entry of fulfillmentOrder.lines) {
      if (entry.lineId !== lineId || left === 0) continue;
      const taken = Math.min(entry.remaining, left);
      entry.remaining -= taken;
      entry.total -= taken;
      left -= taken;
      fulfillmentOrder.updatedAt = now;
    }
    if (fulfillmentOrder.lines.every(({ remaining }) => remaining === 0)) fulfillmentOrder.status = "CLOSED";
  }
}
