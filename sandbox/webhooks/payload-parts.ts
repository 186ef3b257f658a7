import { rawId } from "../delivery/json";
import { restLineStatus, unfulfilledQuantity } from "../order-facts/status";
import { shippingPrice } from "../order-facts/totals";
import type { Fulfillment, Line, Order, Refund, ShippingLine, TaxLine } from "../state/order-types";
import type { Address, Customer, Shop } from "../state/shop-types";
import { type Bag, moneyText } from "../values/money";
import { payloadTime } from "../values/time-format";

/** Money set of the REST format: text with all decimal digits, in both currencies. */
export function moneySet(order: Order, bag: Bag) {
  return {
    shop_money: { amount: moneyText(bag.shop, order.currency), currency_code: order.currency },
    presentment_money: {
      amount: moneyText(bag.presentment, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

export function addressPayload(address: Address | null) {
  if (!address) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

export function customerPayload(customer: Customer | undefined, shop: Shop) {
  if (!customer) return null;
  return {
    id: rawId(customer.id),
    created_at: payloadTime(customer.createdAt, shop.timezone),
    updated_at: payloadTime(customer.updatedAt, shop.timezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    default_address: addressPayload(customer.defaultAddress),
  };
}

export function taxLinesPayload(order: Order, lines: TaxLine[]) {
  return lines.map((line) => ({
    price: moneyText(line.price.shop, order.currency),
    price_set: moneySet(order, line.price),
    rate: line.rate,
    title: line.title,
    channel_liable: null,
  }));
}

function allocations(order: Order, discount: Bag) {
  if (discount.shop === 0) return [];
  return [
    {
      amount: moneyText(discount.shop, order.currency),
      amount_set: moneySet(order, discount),
      discount_application_index: 0,
    },
  ];
}

export function linePayload(order: Order, line: Line) {
  return {
    id: rawId(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: unfulfilledQuantity(order, line.id),
    fulfillment_service: "manual",
    fulfillment_status: restLineStatus(order, line),
    gift_card: line.giftCard,
    grams: line.grams,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: moneyText(line.unitPrice.shop, order.currency),
    price_set: moneySet(order, line.unitPrice),
    product_exists: line.productId !== null,
    product_id: rawId(line.productId),
    properties: line.properties.map(({ key, value }) => ({ name: key, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    total_discount: moneyText(0, order.currency),
    total_discount_set: moneySet(order, { shop: 0, presentment: 0 }),
    variant_id: rawId(line.variantId),
    variant_inventory_management: line.variantId ? "shopify" : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxLinesPayload(order, line.taxLines),
    duties: [],
    discount_allocations: allocations(order, line.discount),
  };
}

export function shippingLinePayload(order: Order, line: ShippingLine) {
  const net = shippingPrice(line);
  return {
    id: rawId(line.id),
    carrier_identifier: null,
    code: line.code,
    current_discounted_price_set: moneySet(order, net),
    discounted_price: moneyText(net.shop, order.currency),
    discounted_price_set: moneySet(order, net),
    is_removed: false,
    phone: null,
    price: moneyText(line.price.shop, order.currency),
    price_set: moneySet(order, line.price),
    requested_fulfillment_service_id: null,
    source: line.source,
    title: line.title,
    tax_lines: taxLinesPayload(order, line.taxLines),
    discount_allocations: allocations(order, line.discount),
  };
}

export function fulfillmentPayload(order: Order, fulfillment: Fulfillment, shop: Shop) {
  const first = fulfillment.tracking[0];
  const present = (values: (string | null)[]) => values.filter((value): value is string => value !== null);
  return {
    id: rawId(fulfillment.id),
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
    created_at: payloadTime(fulfillment.createdAt, shop.timezone),
    location_id: rawId(fulfillment.locationId),
    name: fulfillment.name.replace("-F", "."),
    order_id: rawId(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: null,
    status: fulfillment.status.toLowerCase(),
    tracking_company: first?.company ?? null,
    tracking_number: first?.number ?? null,
    tracking_numbers: present(fulfillment.tracking.map(({ number }) => number)),
    tracking_url: first?.url ?? null,
    tracking_urls: present(fulfillment.tracking.map(({ url }) => url)),
    updated_at: payloadTime(fulfillment.updatedAt, shop.timezone),
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.id === lineId);
      return line ? [{ ...linePayload(order, line), quantity }] : [];
    }),
  };
}

export function refundPayload(order: Order, refund: Refund, shop: Shop) {
  const number = (bag: Bag) => Number(moneyText(bag.shop, order.currency));
  return {
    id: rawId(refund.id),
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    created_at: payloadTime(refund.createdAt, shop.timezone),
    note: refund.note,
    order_id: rawId(order.id),
    processed_at: payloadTime(refund.createdAt, shop.timezone),
    restock: refund.lines.some(({ restocked }) => restocked),
    user_id: null,
    return: null,
    order_adjustments: [],
    refund_shipping_lines: [],
    refund_line_items: refund.lines.map((entry) => {
      const line = order.lines.find((candidate) => candidate.id === entry.lineId);
      return {
        id: rawId(entry.id),
        line_item_id: rawId(entry.lineId),
        location_id: rawId(entry.locationId),
        quantity: entry.quantity,
        restock_type: entry.restockType.toLowerCase(),
        subtotal: number(entry.subtotal),
        subtotal_set: moneySet(order, entry.subtotal),
        total_tax: number(entry.tax),
        total_tax_set: moneySet(order, entry.tax),
        line_item: line ? linePayload(order, line) : null,
      };
    }),
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((transaction) => ({
        id: rawId(transaction.id),
        admin_graphql_api_id: `gid://shopify/OrderTransaction/${transaction.id}`,
        amount: moneyText(transaction.amount.shop, order.currency),
        created_at: payloadTime(transaction.createdAt, shop.timezone),
        currency: order.currency,
        gateway: transaction.gateway,
        kind: transaction.kind.toLowerCase(),
        order_id: rawId(order.id),
        parent_id: rawId(transaction.parentId),
        status: transaction.status.toLowerCase(),
        test: transaction.test,
      })),
  };
}
