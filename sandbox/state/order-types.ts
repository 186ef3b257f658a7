import type { Bag } from "../values/money";
import type { Address, Metafield } from "./shop-types";

export interface TaxLine {
  title: string;
  rate: number;
  price: Bag;
}

export interface Attribute {
  key: string;
  value: string;
}

export interface Line {
  id: string;
  variantId: string | null;
  productId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  unitPrice: Bag;
  /** The line's share of the order's discount. */
  discount: Bag;
  taxLines: TaxLine[];
  properties: Attribute[];
  requiresShipping: boolean;
  taxable: boolean;
  giftCard: boolean;
  tip: boolean;
  grams: number;
  /** Id of the location whose stock was taken, or null. */
  claimedFrom: string | null;
}

export interface ShippingLine {
  id: string;
  title: string;
  code: string | null;
  source: string | null;
  price: Bag;
  discount: Bag;
  taxLines: TaxLine[];
}

export interface Transaction {
  id: string;
  kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR";
  gateway: string;
  amount: Bag;
  parentId: string | null;
  test: boolean;
  createdAt: string;
  processedAt: string;
}

interface FulfillmentOrderLine {
  id: string;
  lineId: string;
  total: number;
  remaining: number;
}

export interface Hold {
  id: string;
  reason: string;
  reasonNotes: string | null;
  handle: string | null;
  clientId: string | null;
}

export interface FulfillmentOrder {
  id: string;
  status: "OPEN" | "IN_PROGRESS" | "SCHEDULED" | "ON_HOLD" | "CLOSED" | "CANCELLED";
  locationId: string;
  lines: FulfillmentOrderLine[];
  holds: Hold[];
  /** When scheduled work opens. Other work has none, and older journals lack the field. */
  fulfillAt?: string | null;
  /** The fulfillment order that got the rest when a part was held. Its units come back with the release. */
  restId?: string | null;
  /** Whether the cancellation of the order closed it. Older journals lack the field. */
  closedByCancellation?: boolean;
  createdAt: string;
  updatedAt: string;
  /** Reads do not show the fulfillment order before this moment. Routing runs in the background. */
  visibleAt: string;
}

export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

export interface Fulfillment {
  id: string;
  name: string;
  status: "SUCCESS" | "CANCELLED";
  displayStatus: string;
  locationId: string;
  tracking: Tracking[];
  lines: { id: string; lineId: string; quantity: number }[];
  fulfillmentOrderIds: string[];
  createdAt: string;
  updatedAt: string;
}

interface RefundLine {
  id: string;
  lineId: string;
  quantity: number;
  restockType: string;
  restocked: boolean;
  locationId: string | null;
  subtotal: Bag;
  tax: Bag;
}

export interface Refund {
  id: string;
  note: string | null;
  createdAt: string;
  lines: RefundLine[];
  shipping: Bag;
  transactionIds: string[];
}

export interface Discount {
  code: string;
  kind: "fixed" | "percentage" | "free_shipping";
  value: number;
}

export interface RiskAssessment {
  level: "HIGH" | "MEDIUM" | "LOW" | "PENDING" | "NONE";
  facts: { description: string; sentiment: string }[];
  /** The assessing app, or null for Shopify itself. */
  clientId: string | null;
  at: string;
}

export interface Order {
  __typename: "Order";
  id: string;
  shop: string;
  /** The app that created the order through the API, or null for a checkout. */
  clientId: string | null;
  name: string;
  number: number;
  confirmationNumber: string;
  token: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  staffNote: string | null;
  closedAt: string | null;
  currency: string;
  presentmentCurrency: string;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  customAttributes: Attribute[];
  customerId: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  lines: Line[];
  shippingLines: ShippingLine[];
  taxLines: TaxLine[];
  taxesIncluded: boolean;
  discount: Discount | null;
  transactions: Transaction[];
  /** A status set by the creator. It holds until a payment, refund or edit recalculates the status. */
  givenFinancialStatus: string | null;
  /** Whether the order was created with `fulfillmentStatus: FULFILLED`. */
  importedFulfillment: boolean;
  refunds: Refund[];
  fulfillments: Fulfillment[];
  fulfillmentOrders: FulfillmentOrder[];
  metafields: Metafield[];
  poNumber: string | null;
  sourceIdentifier: string | null;
  sourceName: string | null;
  sourceUrl: string | null;
  test: boolean;
  edited: boolean;
  /** The app that committed the latest edit, or null for the merchant. Older journals lack the field. */
  editedBy?: string | null;
  /** The latest assessment of each assessor. */
  risk: RiskAssessment[];
  /** `orderByIdentifier` finds the order from this moment on; null = immediately. */
  customIdFrom: string | null;
}

/** The job of an accepted cancellation. */
export interface Job {
  id: string;
  /** Id of the answered `Job`, which several cancellations can share. Older journals lack the field. */
  sharedId?: string;
  clientId?: string;
  requestedAt?: string;
  shop: string;
  orderId: string;
  status: "STARTED" | "SUCCEEDED" | "FAILED";
  errors: { field: string[] | null; message: string; code: string }[];
  dueAt: string;
  request: { reason: string; restock: boolean; refund: boolean; staffNote: string | null };
  fails: boolean;
}
