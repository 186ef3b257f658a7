/** A postal address as Shopify gives it; every part may be missing. */
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

/** A name and a value: an order's attribute or a line's property. */
export type Attribute = { key: string; value: string };

/** A shipping line in the store's currency, `price` in minor units. */
export type ShippingLine = { title: string; code: string | null; price: number };

/** A line of an order as read from Shopify. Quantities are destination units, `unitPrice` minor units. */
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
  properties: Attribute[];
};

/** The personal part of an order, stored apart from it in immutable versions. */
type ContactSnapshot = {
  customerName: string | null;
  email: string | null;
  phone: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  note: string | null;
  attributes: Attribute[];
};

/**
 * An order as read from its shop through GraphQL, mapped once. Money in minor units of `currency` (the
 * shop's currency); enums are Shopify's own words and stay open.
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
  tags: string[];
  shippingLines: ShippingLine[];
  contact: ContactSnapshot;
  lines: OrderLineSnapshot[];
};
