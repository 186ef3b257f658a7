import { describe, expect, it } from "vitest";
import { both, makeLine, makeOrder, makeTransaction } from "@/testing/sandbox/make-order";
import type { Order, ShippingLine } from "../state/order-types";
import { spreadDiscount, totalsOf } from "./totals";

const shipping = (price: number): ShippingLine => ({
  id: "9",
  title: "Standard",
  code: null,
  source: null,
  price: both(price),
  discount: both(0),
  taxLines: [],
});
const vat = (price: number) => [{ title: "VAT", rate: 0.2, price: both(price) }];

/** Totals in shop currency. */
function shopTotals(fields: Partial<Order>) {
  const order = makeOrder(fields);
  spreadDiscount(order);
  return Object.fromEntries(Object.entries(totalsOf(order)).map(([name, bag]) => [name, bag.shop]));
}

describe("totals", () => {
  it.each<[string, Partial<Order>, Record<string, number>]>([
    [
      "lines, shipping and taxes are added",
      {
        lines: [makeLine({ quantity: 2, taxLines: vat(400) })],
        shippingLines: [{ ...shipping(500), taxLines: vat(100) }],
      },
      { subtotal: 2_000, shipping: 500, tax: 500, total: 3_000, outstanding: 3_000 },
    ],
    [
      "included taxes are not added",
      { lines: [makeLine({ taxLines: vat(167) })], taxesIncluded: true },
      { tax: 167, total: 1_000 },
    ],
    [
      "a fixed discount does not apply to shipping",
      { shippingLines: [shipping(400)], discount: { code: "FIVE", kind: "fixed", value: 500 } },
      { subtotal: 500, discounts: 500, shipping: 400, total: 900 },
    ],
    [
      "a fixed discount is at most the price of the goods",
      { discount: { code: "MUCH", kind: "fixed", value: 5_000 } },
      { discounts: 1_000, total: 0 },
    ],
    [
      "a percentage does not apply to tips",
      {
        lines: [makeLine(), makeLine({ id: "2", tip: true, unitPrice: both(200) })],
        discount: { code: "TEN", kind: "percentage", value: 10 },
      },
      { discounts: 100, total: 1_100 },
    ],
    [
      "free shipping discounts only the shipping",
      { shippingLines: [shipping(400)], discount: { code: "SHIP", kind: "free_shipping", value: 0 } },
      { subtotal: 1_000, discounts: 400, shipping: 0, total: 1_000 },
    ],
    [
      "an authorisation is not outstanding",
      { transactions: [makeTransaction({ kind: "AUTHORIZATION" })] },
      { received: 0, authorized: 1_000, capturable: 1_000, outstanding: 0 },
    ],
    [
      "failed and pending transactions do not count",
      { transactions: [makeTransaction({ status: "FAILURE" }), makeTransaction({ status: "PENDING" })] },
      { received: 0, outstanding: 1_000 },
    ],
    [
      "removed units lower the current total, and leave a negative outstanding amount",
      {
        lines: [makeLine({ quantity: 3, currentQuantity: 1 })],
        transactions: [makeTransaction({ amount: both(3_000) })],
      },
      { total: 3_000, currentTotal: 1_000, net: 3_000, outstanding: -2_000 },
    ],
    [
      "a cancelled order has no current amounts",
      {
        lines: [makeLine({ currentQuantity: 0 })],
        shippingLines: [shipping(400)],
        cancelledAt: "2026-11-23T09:00:00.000Z",
      },
      { total: 1_400, currentShipping: 0, currentTotal: 0, outstanding: 0 },
    ],
  ])("%s", (_rule, fields, totals) => {
    expect(shopTotals(fields)).toMatchObject(totals);
  });
});
