import type { DraftLine } from "../orders/place";

/** Money in minor units: the shop's currency, and what the shopper saw. */
export interface Bag {
  shop: number;
  presentment: number;
}

export interface App {
  clientId: string;
  clientSecret: string;
  /** Kept after a change of secret: a real sender may sign with it for up to an hour. */
  previousSecret: string | null;
  handle: string;
  name: string;
  id: string;
}

export interface Location {
  id: string;
  name: string;
  address1: string;
  city: string;
  countryCode: string;
  zip: string;
}

export interface Bucket {
  maximumAvailable: number;
  restoreRate: number;
}

export interface Shop {
  domain: string;
  id: string;
  name: string;
  currency: string;
  timezone: string;
  plan: string;
  bucket: Bucket;
  orderPrefix: string;
  orderSuffix: string;
  nextOrderNumber: number;
  locations: Location[];
  createdAt: string;
}

export interface Level {
  locationId: string;
  available: number;
  onHand: number;
}

export interface Variant {
  __typename: "ProductVariant";
  id: string;
  productId: string;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: number;
  requiresShipping: boolean;
  taxable: boolean;
  policy: "DENY" | "CONTINUE";
  tracked: boolean;
  inventoryItemId: string;
  levels: Level[];
  position: number;
}

export interface Product {
  __typename: "Product";
  id: string;
  shop: string;
  title: string;
  vendor: string;
  handle: string;
  status: string;
  giftCard: boolean;
  variants: Variant[];
  createdAt: string;
  updatedAt: string;
}

export interface Token {
  accessToken: string;
  shop: string;
  clientId: string;
  scopes: string[];
  installationId: string;
  /** When an expiring token dies; null = never. */
  expiresAt: string | null;
}

/** A merchant's consent, to be changed once for a token. */
export interface Authorization {
  code: string;
  shop: string;
  clientId: string;
  scopes: string[];
  expiresAt: string;
}

/** Renews an expiring token. */
export interface RefreshToken {
  refreshToken: string;
  shop: string;
  clientId: string;
  scopes: string[];
  expiresAt: string;
  /** The one that it was changed for, which dies when this one is used. */
  former: string | null;
}

export interface Subscription {
  id: string;
  shop: string;
  clientId: string;
  topic: string;
  uri: string;
  format: string;
  name: string | null;
  includeFields: string[];
  createdAt: string;
  updatedAt: string;
}

export interface MetafieldDefinition {
  id: string;
  shop: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  uniqueValues: boolean;
}

export interface Metafield {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface Customer {
  __typename: "Customer";
  id: string;
  shop: string;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  note: string | null;
  tags: string[];
  defaultAddress: Address | null;
  createdAt: string;
  updatedAt: string;
}

export interface Address {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  country: string | null;
  countryCode: string | null;
  zip: string | null;
  phone: string | null;
}

/** A webhook delivery as the sender sees it: the judge of what was announced and acknowledged. */
export interface Delivery {
  webhookId: string;
  eventId: string;
  shop: string;
  topic: string;
  clientId: string;
  subscriptionId: string;
  uri: string;
  name: string | null;
  apiVersion: string;
  /** GID of the object that the message is about, or null. */
  resource: string | null;
  triggeredAt: string;
  body: string;
  isTest: boolean;
}

export interface Attempt {
  at: string;
  ms: number;
  status: number | null;
  error: string | null;
}

export interface DeliveryState {
  webhookId: string;
  status: "pending" | "delivered" | "failed" | "dropped";
  attempts: Attempt[];
  /** When the next attempt is due, or null. */
  nextAt: string | null;
  /** Faults that hit this delivery. */
  faults: string[];
}

/** An edit of an order that was begun and not committed. */
export interface EditSession {
  id: string;
  shop: string;
  clientId: string;
  orderId: string;
  quantities: { lineId: string; quantity: number; restock: boolean }[];
  /** Added lines, each under a UUID. */
  additions: { id: string; line: DraftLine }[];
}

/** A cancellation that was accepted. */
export interface Job {
  id: string;
  shop: string;
  orderId: string;
  status: "STARTED" | "SUCCEEDED" | "FAILED";
  errors: { field: string[] | null; message: string; code: string }[];
  dueAt: string;
  request: { reason: string; restock: boolean; refund: boolean; staffNote: string | null };
  fails: boolean;
}
