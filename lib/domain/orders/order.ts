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

/** A shipping line. `price` is in minor units of the store's currency. */
export type ShippingLine = { title: string; code: string | null; price: number };

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
  properties: Attribute[];
};

/** The personal data of an order, stored separately in immutable versions. */
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
