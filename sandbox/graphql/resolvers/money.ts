import type { Order, TaxLine } from "../../state/order-types";
import { type Bag, decimalText, moneyText } from "../../values/money";

/** `MoneyV2`, whose decimals have no trailing zeros (recorded). */
function moneyV2(minor: number, currency: string) {
  return { amount: decimalText(minor, currency), currencyCode: currency };
}

/** `MoneyBag` in the currencies of an order. */
export function moneyBag(order: Order, bag: Bag) {
  return {
    shopMoney: moneyV2(bag.shop, order.currency),
    presentmentMoney: moneyV2(bag.presentment, order.presentmentCurrency),
  };
}

/** Legacy scalar `Money` in shop currency, with all decimal digits (recorded: "31.90"). */
export function money(order: Order, bag: Bag): string {
  return moneyText(bag.shop, order.currency);
}

/** `TaxLine`. */
export function taxLine(order: Order, line: TaxLine) {
  return {
    title: line.title,
    rate: line.rate,
    ratePercentage: Math.round(line.rate * 1e6) / 1e4,
    price: money(order, line.price),
    priceSet: moneyBag(order, line.price),
    channelLiable: null,
    source: null,
  };
}
