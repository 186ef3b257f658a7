import { describe, expect, it } from "vitest";
import { both, makeLine, makeOrder, makeTransaction } from "@/testing/sandbox/make-order";
import type { Fulfillment, FulfillmentOrder, Order } from "../state/order-types";
import { DEFAULT_SETTINGS } from "../state/settings";
import { displayFulfillmentStatus, financialStatus, restFulfillmentStatus } from "./status";

const TIME = "2026-11-23T08:00:00.000Z";

const refund = (amount: number) => makeTransaction({ kind: "REFUND", amount: both(amount) });

function fulfillmentOrder(status: FulfillmentOrder["status"], remaining: number): FulfillmentOrder {
  const lines = [{ id: "f1", lineId: "1", total: 2, remaining }];
  return {
    id: "f",
    status,
    locationId: "l",
    lines,
    holds: [],
    createdAt: TIME,
    updatedAt: TIME,
    visibleAt: TIME,
  };
}

function shipped(quantity: number, status: Fulfillment["status"] = "SUCCESS"): Fulfillment {
  return {
    id: "s",
    name: "#1001-F1",
    status,
    displayStatus: "FULFILLED",
    locationId: "l",
    tracking: [],
    lines: [{ id: "s1", lineId: "1", quantity }],
    fulfillmentOrderIds: ["f"],
    createdAt: TIME,
    updatedAt: TIME,
  };
}

describe("financialStatus", () => {
  it.each<[string | null, string, Partial<Order>]>([
    [null, "an order of an app without transactions", {}],
    ["PAID", "a free order from the checkout", { clientId: null, lines: [makeLine({ unitPrice: both(0) })] }],
    [null, "a free order of an app", { lines: [makeLine({ unitPrice: both(0) })] }],
    ["EXPIRED", "a given status", { givenFinancialStatus: "EXPIRED", transactions: [makeTransaction()] }],
    ["PAID", "a sale", { transactions: [makeTransaction()] }],
    ["PARTIALLY_PAID", "a smaller sale", { transactions: [makeTransaction({ amount: both(999) })] }],
    ["PENDING", "a pending sale", { transactions: [makeTransaction({ status: "PENDING" })] }],
    ["AUTHORIZED", "an authorisation", { transactions: [makeTransaction({ kind: "AUTHORIZATION" })] }],
    [
      "VOIDED",
      "an authorisation of a cancelled order",
      { cancelledAt: TIME, transactions: [makeTransaction({ kind: "AUTHORIZATION" })] },
    ],
    ["PARTIALLY_REFUNDED", "a partial refund", { transactions: [makeTransaction(), refund(1)] }],
    ["REFUNDED", "a full refund", { transactions: [makeTransaction(), refund(1_000)] }],
  ])("%s: %s", (status, _case, fields) => {
    expect(financialStatus(makeOrder(fields))).toBe(status);
  });
});

describe("displayFulfillmentStatus and the status in webhooks", () => {
  const two = [makeLine({ quantity: 2 })];
  it.each<[string, string | null, string, Partial<Order>]>([
    ["UNFULFILLED", null, "nothing shipped", { fulfillmentOrders: [fulfillmentOrder("OPEN", 2)] }],
    ["ON_HOLD", null, "everything on hold", { fulfillmentOrders: [fulfillmentOrder("ON_HOLD", 2)] }],
    [
      "UNFULFILLED",
      null,
      "only a part on hold",
      { fulfillmentOrders: [fulfillmentOrder("ON_HOLD", 1), fulfillmentOrder("OPEN", 1)] },
    ],
    ["IN_PROGRESS", null, "in progress", { fulfillmentOrders: [fulfillmentOrder("IN_PROGRESS", 2)] }],
    [
      "PARTIALLY_FULFILLED",
      "partial",
      "one unit shipped",
      { fulfillments: [shipped(1)], fulfillmentOrders: [fulfillmentOrder("OPEN", 1)] },
    ],
    [
      "FULFILLED",
      "fulfilled",
      "everything shipped",
      { fulfillments: [shipped(2)], fulfillmentOrders: [fulfillmentOrder("CLOSED", 0)] },
    ],
    [
      "UNFULFILLED",
      null,
      "a cancelled shipment",
      { fulfillments: [shipped(2, "CANCELLED")], fulfillmentOrders: [fulfillmentOrder("OPEN", 2)] },
    ],
    ["FULFILLED", "fulfilled", "an imported order", { importedFulfillment: true }],
  ])("%s, %s: %s", (display, rest, _case, fields) => {
    const order = makeOrder({ lines: two, ...fields });
    expect(displayFulfillmentStatus(order, DEFAULT_SETTINGS)).toBe(display);
    expect(restFulfillmentStatus(order)).toBe(rest);
  });
});
