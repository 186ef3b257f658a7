/** A postal address as Shopify returns it. Every part may be missing. */
export type Address = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  provinceCode: string | null;
  province: string | null;
  zip: string | null;
  countryCode: string | null;
  country: string | null;
  phone: string | null;
};

/** A key with its value: an attribute of an order, or a property of a line. */
export type Attribute = { key: string; value: string };

/**
 * A shipping line. `price` is in minor units of the store's currency, `presentmentPrice` of the shopper's. Lines that
 * were stored earlier lack the second.
 */
export type ShippingLine = {
  title: string;
  code: string | null;
  price: number;
  presentmentPrice?: number | null;
};

/** The amounts of an order that a shop reports. */
export const orderAmounts = [
  "netPayment",
  "currentTotal",
  "total",
  "subtotal",
  "totalShipping",
  "totalTax",
  "totalDiscounts",
  "totalReceived",
  "totalRefunded",
  "totalOutstanding",
] as const;

/** The amounts of an order in the currency that the shopper saw, in its minor units; null where the shop named none. */
export type PresentmentAmounts = { currency: string } & Record<(typeof orderAmounts)[number], number | null>;

/**
 * Units of a line that are not ready for pushing, because Shopify holds their fulfillment order or has scheduled it.
 * Stored with the line.
 */
export type NotReady = {
  kind: "held" | "scheduled";
  units: number;
  /** Shopify's reasons of the holds. The enum is open: they are text. */
  reasons: string[];
  /** When scheduled units become ready, as an ISO time; null when Shopify does not say. */
  fulfillAt: string | null;
};

/** A line of an order as read from Shopify. Quantities are destination units; `unitPrice` is in minor units. */
export type OrderLineSnapshot = {
  shopifyGid: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  variantGid: string | null;
  productGid: string | null;
  quantity: number;
  currentQuantity: number;
  unfulfilledQuantity: number;
  fulfilledByOthers: number;
  requiresShipping: boolean;
  giftCard: boolean;
  tip: boolean;
  unitPrice: number;
  /** The unit price in the currency that the shopper saw; null where the shop named none. */
  presentmentUnitPrice: number | null;
  properties: Attribute[];
  /** Units that Shopify holds or has scheduled. */
  notReady: NotReady[];
};

/** The personal data of an order, stored separately in immutable versions. */
export type ContactSnapshot = {
  customerName: string | null;
  email: string | null;
  phone: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  note: string | null;
  attributes: Attribute[];
};

/**
 * An order as read from its shop. Amounts are in minor units of `currency`, the shop's currency. Shopify's enums stay
 * open: they are text.
 */
export type OrderSnapshot = {
  shopifyGid: string;
  name: string;
  createdAt: Date;
  processedAt: Date | null;
  updatedAt: Date;
  cancelledAt: Date | null;
  cancelReason: string | null;
  closedAt: Date | null;
  test: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  /** The highest risk level of all assessments, and what Shopify recommends. */
  riskLevel: string | null;
  riskRecommendation: string | null;
  sourceName: string | null;
  currency: string;
  netPayment: number;
  currentTotal: number;
  total: number;
  subtotal: number;
  totalShipping: number;
  totalTax: number;
  totalDiscounts: number;
  totalReceived: number;
  totalRefunded: number;
  totalOutstanding: number;
  presentment: PresentmentAmounts | null;
  tags: string[];
  shippingLines: ShippingLine[];
  contact: ContactSnapshot;
  /** The parts of the customer data that Shopify denied to the app, by its own names. It may withhold others silently. */
  withheld: string[];
  lines: OrderLineSnapshot[];
  work: WorkSeen;
};

/** How much of an order's fulfillment orders the shop showed. Without an access scope, Shopify leaves them out silently. */
export type WorkSeen = {
  /** Whether units that are still to be shipped belong to no fulfillment order that the shop showed. */
  hidden: boolean;
  /** The access scopes for fulfillment orders that the app lacks. */
  missingScopes: string[];
};
