import type { Line, Order, ShippingLine } from "../state/order-types";
import { type Bag, minus, share, spread, sum, times, ZERO } from "../values/money";

const RECEIVED = new Set(["SALE", "CAPTURE"]);

/** The price of a line before discounts. */
export function lineTotal(line: Line): Bag {
  return times(line.unitPrice, line.quantity);
}

/** The price of `quantity` units of a line, after the line's share of the order discount. */
export function discountedTotal(line: Line, quantity: number): Bag {
  return share(minus(lineTotal(line), line.discount), quantity, line.quantity);
}

function taxes(lines: { price: Bag }[]): Bag {
  return sum(lines.map((line) => line.price));
}

/** The price of a shipping line after discounts. */
export function shippingPrice(line: ShippingLine): Bag {
  return minus(line.price, line.discount);
}

/** Distributes the order discount over lines and shipping. The lines must be complete. */
export function spreadDiscount(order: Order): void {
  const discount = order.discount;
  if (!discount) return;
  if (discount.kind === "free_shipping") {
    for (const line of order.shippingLines) line.discount = line.price;
    return;
  }
  const weights = order.lines.map((line) => (line.tip ? 0 : lineTotal(line).shop));
  const goods = sum(order.lines.filter((line) => !line.tip).map(lineTotal));
  const whole = Math.min(discount.value, discount.kind === "percentage" ? 100 : goods.shop);
  const amount =
    discount.kind === "percentage" ? share(goods, whole, 100) : share(goods, whole, goods.shop || 1);
  for (const [index, part] of spread(amount, weights).entries()) {
    const line = order.lines[index];
    if (line) line.discount = part;
  }
}

/** All amounts of an order, derived from what is stored. */
export function totalsOf(order: Order) {
  const subtotal = sum(order.lines.map((line) => minus(lineTotal(line), line.discount)));
  const discounts = sum([...order.lines, ...order.shippingLines].map((line) => line.discount));
  const shipping = sum(order.shippingLines.map(shippingPrice));
  const tax = sum([
    ...order.lines.map((line) => taxes(line.taxLines)),
    ...order.shippingLines.map((line) => taxes(line.taxLines)),
    taxes(order.taxLines),
  ]);
  const withTax = (parts: Bag[], taxPart: Bag) => sum(order.taxesIncluded ? parts : [...parts, taxPart]);
  const total = withTax([subtotal, shipping], tax);

  const gone = order.cancelledAt !== null && order.lines.every((line) => line.currentQuantity === 0);
  const refundedShipping = sum(order.refunds.map((refund) => refund.shipping));
  const currentSubtotal = sum(order.lines.map((line) => discountedTotal(line, line.currentQuantity)));
  const currentShipping = gone ? ZERO : minus(shipping, refundedShipping);
  const currentTax = gone
    ? ZERO
    : sum([
        ...order.lines.map((line) => share(taxes(line.taxLines), line.currentQuantity, line.quantity)),
        ...order.shippingLines.map((line) => taxes(line.taxLines)),
        taxes(order.taxLines),
      ]);
  const currentDiscounts = sum([
    ...order.lines.map((line) => share(line.discount, line.currentQuantity, line.quantity)),
    ...(gone ? [] : order.shippingLines.map((line) => line.discount)),
  ]);
  const currentTotal = withTax([currentSubtotal, currentShipping], currentTax);

  const succeeded = order.transactions.filter((transaction) => transaction.status === "SUCCESS");
  const of = (kinds: Set<string>) =>
    sum(succeeded.filter(({ kind }) => kinds.has(kind)).map(({ amount }) => amount));
  const received = of(RECEIVED);
  const refunded = of(new Set(["REFUND"]));
  const net = minus(received, refunded);
  const authorized = of(new Set(["AUTHORIZATION"]));
  const captured = of(new Set(["CAPTURE"]));
  const voided = succeeded.some(({ kind }) => kind === "VOID");
  const capturable = voided || order.cancelledAt ? ZERO : minus(authorized, captured);
  // An authorised amount is not outstanding (recorded: an AUTHORIZED order has 0 outstanding).
  const outstanding = minus(minus(currentTotal, net), capturable);
  return {
    subtotal,
    discounts,
    shipping,
    tax,
    total,
    currentSubtotal,
    currentShipping,
    currentTax,
    currentDiscounts,
    currentTotal,
    received,
    refunded,
    refundedShipping,
    net,
    authorized,
    capturable,
    outstanding,
  };
}

export type Totals = ReturnType<typeof totalsOf>;
