import {
  type Address,
  type OrderLineSnapshot,
  type OrderSnapshot,
  orderAmounts,
  type PresentmentAmounts,
} from "@/lib/domain/orders/order";
import {
  type AnswerObject,
  asAttributes,
  asCount,
  asInstant,
  asObject,
  asObjects,
  asPresentmentMoney,
  asShopMoney,
  asText,
  required,
} from "@/lib/shopify/client/answer-values";
import { mapRisk } from "./map-risk";
import { hidesUnits, notReadyOf, noWork, type Work } from "./map-work";

type OrderAmount = (typeof orderAmounts)[number];

/** The MoneyBag of each amount. */
const bags: Readonly<Record<OrderAmount, string>> = {
  netPayment: "netPaymentSet",
  currentTotal: "currentTotalPriceSet",
  total: "totalPriceSet",
  subtotal: "subtotalPriceSet",
  totalShipping: "totalShippingPriceSet",
  totalTax: "totalTaxSet",
  totalDiscounts: "totalDiscountsSet",
  totalReceived: "totalReceivedSet",
  totalRefunded: "totalRefundedSet",
  totalOutstanding: "totalOutstandingSet",
};

/**
 * Maps an `order` of an answer with all its lines. Used for every way in which an order is read. Keys may be missing
 * and enum values unknown; blank texts become null; money is in minor units of the shop's currency.
 *
 * @param parts.tips the ids of the tip lines
 * @param parts.work the order's fulfillment orders
 * @param parts.withheld the parts of the customer data that Shopify denied
 * @throws ShopifyFailure `unreadable_answer` when id, name or a date is missing
 */
export function mapOrder(
  order: AnswerObject,
  lines: AnswerObject[],
  parts: { tips?: ReadonlySet<string>; work?: Work; withheld?: readonly string[] } = {},
): OrderSnapshot {
  const { tips = new Set<string>(), work = noWork, withheld = [] } = parts;
  const currency = required(asText(order.currencyCode), "currencyCode");
  const shippingAddress = mapAddress(order.shippingAddress);
  const billingAddress = mapAddress(order.billingAddress);
  const createdAt = required(asInstant(order.createdAt), "createdAt");
  return {
    shopifyGid: required(asText(order.id), "id"),
    name: required(asText(order.name), "name"),
    createdAt,
    processedAt: asInstant(order.processedAt),
    updatedAt: required(asInstant(order.updatedAt), "updatedAt"),
    cancelledAt: asInstant(order.cancelledAt),
    cancelReason: asText(order.cancelReason),
    closedAt: asInstant(order.closedAt),
    test: order.test === true,
    financialStatus: asText(order.displayFinancialStatus),
    fulfillmentStatus: asText(order.displayFulfillmentStatus),
    sourceName: asText(order.sourceName),
    currency,
    ...shopAmounts(order, currency),
    presentment: presentmentAmounts(order),
    tags: (Array.isArray(order.tags) ? order.tags : []).flatMap((tag) => asText(tag) ?? []),
    shippingLines: asObjects(order.shippingLines).map((line) => ({
      title: asText(line.title) ?? "",
      code: asText(line.code),
      price: asShopMoney(line.discountedPriceSet, currency),
      presentmentPrice: asPresentmentMoney(line.discountedPriceSet),
    })),
    contact: {
      customerName:
        fullName(asObject(order.customer)) ?? fullName(shippingAddress) ?? fullName(billingAddress),
      email: asText(order.email),
      phone: asText(order.phone),
      shippingAddress,
      billingAddress,
      note: asText(order.note),
      attributes: asAttributes(order.customAttributes),
    },
    withheld: [...withheld],
    ...mapRisk(order.risk),
    ...mapLines(order, lines, { tips, work, currency }),
  };
}

function amounts<T>(read: (bag: string) => T): Record<OrderAmount, T> {
  return Object.fromEntries(orderAmounts.map((name) => [name, read(bags[name])])) as Record<OrderAmount, T>;
}

function shopAmounts(order: AnswerObject, currency: string): Record<OrderAmount, number> {
  return amounts((bag) => asShopMoney(order[bag], currency));
}

function presentmentAmounts(order: AnswerObject): PresentmentAmounts | null {
  const currency = asText(order.presentmentCurrencyCode);
  return currency === null ? null : { currency, ...amounts((bag) => asPresentmentMoney(order[bag])) };
}

/** Whether an order has tips, whose lines must be read from its agreements. */
export function hasTips(order: AnswerObject): boolean {
  return asShopMoney(order.totalTipReceivedSet, asText(order.currencyCode) ?? "") > 0;
}

function mapLines(
  order: AnswerObject,
  lines: AnswerObject[],
  { tips, work, currency }: { tips: ReadonlySet<string>; work: Work; currency: string },
) {
  const mapped = lines.map((line) => {
    const plain = mapLine(line, currency, tips);
    return { ...plain, notReady: notReadyOf(work, plain.shopifyGid) };
  });
  const hidden = asInstant(order.cancelledAt) === null && hidesUnits(work, mapped);
  return { lines: mapped, work: { hidden, missingScopes: work.missingScopes } };
}

function mapLine(
  line: AnswerObject,
  currency: string,
  tips: ReadonlySet<string>,
): Omit<OrderLineSnapshot, "notReady"> {
  const shopifyGid = required(asText(line.id), "lineItems.id");
  const tip = tips.has(shopifyGid);
  const currentQuantity = asCount(line.currentQuantity);
  const unfulfilledQuantity = asCount(line.unfulfilledQuantity);
  const requiresShipping = line.requiresShipping === true;
  const variantGid = asText(asObject(line.variant)?.id);
  const productGid = asText(asObject(line.product)?.id);
  return {
    shopifyGid,
    title: asText(line.title) ?? "",
    variantTitle: asText(line.variantTitle),
    sku: asText(line.sku),
    vendor: asText(line.vendor),
    variantGid,
    productGid,
    quantity: asCount(line.quantity),
    currentQuantity,
    unfulfilledQuantity,
    // Units that are still part of the order and no longer unfulfilled have been shipped. A shipped and refunded unit
    // is not current any more, and a tip is never shipped.
    fulfilledByOthers: tip ? 0 : Math.max(0, currentQuantity - unfulfilledQuantity),
    requiresShipping,
    giftCard: line.isGiftCard === true,
    tip,
    unitPrice: asShopMoney(line.originalUnitPriceSet, currency),
    presentmentUnitPrice: asPresentmentMoney(line.originalUnitPriceSet),
    properties: asAttributes(line.customAttributes),
  };
}

/** Maps an address; null when it is missing or entirely blank. */
function mapAddress(value: unknown): Address | null {
  const address = asObject(value);
  if (!address) return null;
  const mapped: Address = {
    firstName: asText(address.firstName),
    lastName: asText(address.lastName),
    company: asText(address.company),
    address1: asText(address.address1),
    address2: asText(address.address2),
    city: asText(address.city),
    provinceCode: asText(address.provinceCode),
    province: asText(address.province),
    zip: asText(address.zip),
    countryCode: asText(address.countryCodeV2),
    country: asText(address.country),
    phone: asText(address.phone),
  };
  return Object.values(mapped).every((part) => part === null) ? null : mapped;
}

function fullName(person: { firstName?: unknown; lastName?: unknown } | null): string | null {
  return asText([asText(person?.firstName), asText(person?.lastName)].filter(Boolean).join(" "));
}
