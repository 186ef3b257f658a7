import type { Line, Order, Transaction } from "@/sandbox/state/order-types";
import type { Bag } from "@/sandbox/values/money";

/** The same amount in shop currency and in the currency of the shopper. */
export function both(minor: number): Bag {
  return { shop: minor, presentment: minor };
}

/** A line of a sandbox order: one unit of 10.00, without taxes. */
export function makeLine(fields: Partial<Line> = {}): Line {
  const quantity = fields.quantity ?? 1;
  return {
    id: "1",
    variantId: null,
    productId: null,
    title: "Mug",
    variantTitle: null,
    sku: null,
    vendor: null,
    quantity,
    currentQuantity: quantity,
    unitPrice: both(1_000),
    discount: both(0),
    taxLines: [],
    properties: [],
    requiresShipping: true,
    taxable: true,
    giftCard: false,
    tip: false,
    grams: 0,
    claimedFrom: null,
    ...fields,
  };
}

/** A transaction of a sandbox order: a successful sale of 10.00. */
export function makeTransaction(fields: Partial<Transaction> = {}): Transaction {
  return {
    id: "1",
    kind: "SALE",
    status: "SUCCESS",
    gateway: "manual",
    amount: both(1_000),
    parentId: null,
    test: false,
    createdAt: "2026-11-23T08:00:00.000Z",
    processedAt: "2026-11-23T08:00:00.000Z",
    ...fields,
  };
}

/** A sandbox order in EUR with one line, created by an app, without payments and fulfillment orders. */
export function makeOrder(fields: Partial<Order> = {}): Order {
  const time = "2026-11-23T08:00:00.000Z";
  return {
    __typename: "Order",
    id: "1",
    shop: "supplier.myshopify.com",
    clientId: "client-1",
    name: "#1001",
    number: 1001,
    confirmationNumber: "ABC",
    token: "t",
    createdAt: time,
    processedAt: time,
    updatedAt: time,
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    closedAt: null,
    currency: "EUR",
    presentmentCurrency: "EUR",
    email: null,
    phone: null,
    note: null,
    tags: [],
    customAttributes: [],
    customerId: null,
    shippingAddress: null,
    billingAddress: null,
    lines: [makeLine()],
    shippingLines: [],
    taxLines: [],
    taxesIncluded: false,
    discount: null,
    transactions: [],
    givenFinancialStatus: null,
    importedFulfillment: false,
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: [],
    metafields: [],
    poNumber: null,
    sourceIdentifier: null,
    sourceName: null,
    sourceUrl: null,
    test: false,
    edited: false,
    risk: [],
    customIdFrom: null,
    ...fields,
  };
}
