import { rawId } from "../delivery/json";
import { financialStatus, restFulfillmentStatus } from "../order-facts/status";
import { lineTotal, type Totals, totalsOf } from "../order-facts/totals";
import type { Order } from "../state/order-types";
import type { Customer, Shop } from "../state/shop-types";
import { type Bag, moneyText, sum, ZERO } from "../values/money";
import { payloadTime } from "../values/time-format";
import {
  addressPayload,
  customerPayload,
  fulfillmentPayload,
  linePayload,
  moneySet,
  refundPayload,
  shippingLinePayload,
  taxLinesPayload,
} from "./payload-parts";

/** The REST-shaped order of `orders/*` webhooks. Ids are numbers, tags one string, statuses lower case. */
export function orderPayload(order: Order, shop: Shop, customer: Customer | undefined) {
  return { ...orderFields(order, shop), ...orderParts(order, shop, customer) };
}

function orderFields(order: Order, shop: Shop) {
  const totals = totalsOf(order);
  const time = (iso: string | null) => payloadTime(iso, shop.timezone);
  const text = (bag: Bag) => moneyText(bag.shop, order.currency);
  return {
    id: rawId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(order.cancelledAt),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: time(order.closedAt),
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    contact_email: order.email,
    created_at: time(order.createdAt),
    currency: order.currency,
    ...currentAmounts(order, totals),
    customer_locale: null,
    device_id: null,
    discount_codes: order.discount
      ? [{ code: order.discount.code, amount: text(totals.discounts), type: restDiscountType(order) }]
      : [],
    duties_included: false,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: restFulfillmentStatus(order),
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${order.token}/authenticate?key=sandbox`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency,
    processed_at: time(order.processedAt),
    reference: null,
    referring_site: null,
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName,
    source_url: order.sourceUrl,
    ...both(order, "subtotal_price", totals.subtotal),
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: taxLinesPayload(order, order.taxLines),
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    total_cash_rounding_payment_adjustment_set: moneySet(order, ZERO),
    total_cash_rounding_refund_adjustment_set: moneySet(order, ZERO),
    ...both(order, "total_discounts", totals.discounts),
    ...both(order, "total_line_items_price", sum(order.lines.map(lineTotal))),
    total_outstanding: text(totals.outstanding),
    ...both(order, "total_price", totals.total),
    total_shipping_price_set: moneySet(order, totals.shipping),
    ...both(order, "total_tax", totals.tax),
    total_tip_received: text(sum(order.lines.filter(({ tip }) => tip).map(lineTotal))),
    total_weight: order.lines.reduce((weight, line) => weight + line.grams * line.quantity, 0),
    updated_at: time(order.updatedAt),
    user_id: null,
  };
}

function currentAmounts(order: Order, totals: Totals) {
  return {
    current_shipping_price_set: moneySet(order, totals.currentShipping),
    ...both(order, "current_subtotal_price", totals.currentSubtotal),
    current_total_additional_fees_set: null,
    ...both(order, "current_total_discounts", totals.currentDiscounts),
    current_total_duties_set: null,
    ...both(order, "current_total_price", totals.currentTotal),
    ...both(order, "current_total_tax", totals.currentTax),
  };
}

function orderParts(order: Order, shop: Shop, customer: Customer | undefined) {
  return {
    billing_address: addressPayload(order.billingAddress),
    customer: customerPayload(customer, shop),
    discount_applications: order.discount
      ? [
          {
            target_type: order.discount.kind === "free_shipping" ? "shipping_line" : "line_item",
            type: "discount_code",
            value: String(order.discount.value),
            value_type: order.discount.kind === "fixed" ? "fixed_amount" : "percentage",
            allocation_method: "across",
            target_selection: "all",
            code: order.discount.code,
          },
        ]
      : [],
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(order, fulfillment, shop)),
    line_items: order.lines.map((line) => linePayload(order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(order, refund, shop)),
    shipping_address: addressPayload(order.shippingAddress),
    shipping_lines: order.shippingLines.map((line) => shippingLinePayload(order, line)),
    returns: [],
    line_item_groups: [],
  };
}

/** An amount in both forms of the REST format: text in shop currency, and a money set. */
function both(order: Order, name: string, bag: Bag) {
  return { [name]: moneyText(bag.shop, order.currency), [`${name}_set`]: moneySet(order, bag) };
}

function restDiscountType(order: Order): string {
  if (order.discount?.kind === "free_shipping") return "shipping";
  return order.discount?.kind === "fixed" ? "fixed_amount" : "percentage";
}
