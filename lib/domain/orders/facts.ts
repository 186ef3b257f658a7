import type { LegState } from "./leg-state";
import type { Address, Attribute, ShippingLine } from "./order";

/** What the rules need to know of an order, beside its lines, legs and routes. Money in minor units. */
export type OrderHead = {
  id: string;
  storeId: string;
  shopifyGid: string;
  name: string;
  createdAt: Date;
  cancelledAt: Date | null;
  deletedAt: Date | null;
  closedAt: Date | null;
  /** Since when a person holds automatic push away from it. */
  heldAt: Date | null;
  test: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  currency: string;
  currentTotal: number;
  tags: string[];
  shippingMethod: string | null;
  shippingLines: ShippingLine[];
  contact: ContactFacts;
};

/** The current version of an order's personal data. */
export type ContactFacts = {
  id: string;
  customerName: string | null;
  email: string | null;
  phone: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  note: string | null;
  attributes: Attribute[];
};

/** A line of the order; quantities in destination units. */
export type LineFacts = {
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  variantGid: string | null;
  quantity: number;
  currentQuantity: number;
  fulfilledByOthers: number;
  requiresShipping: boolean;
  giftCard: boolean;
  tip: boolean;
  properties: Attribute[];
};

/** A reservation or coverage of one line by one leg. `quantity` in destination units, units in source units. */
export type LegLineFacts = {
  id: string;
  lineItemId: string;
  quantity: number;
  askedQuantity: number;
  sourceVariantGid: string;
  ratio: number;
  liveUnits: number | null;
  shippedUnits: number | null;
};

/** Whether a user requested a push or automatic push recorded it. */
export type PushMode = "manual" | "automatic";

export type LegFacts = {
  id: string;
  pushId: string;
  pushMode: PushMode;
  connectionId: string;
  sourceStoreId: string;
  state: LegState;
  originMark: string;
  generation: number;
  carriesShipping: boolean;
  leaseUntil: Date | null;
  notBefore: Date | null;
  /** Code of its last trouble, e.g. why it was refused. */
  causeCode: string | null;
  lines: LegLineFacts[];
};

/** An active mapping of a line to one source store. `price` in minor units of `currency`. */
export type Route = {
  lineItemId: string;
  connectionId: string;
  sourceStoreId: string;
  sourceStoreName: string;
  /** True when connection and source store are active. */
  usable: boolean;
  /** Partial push: whether automatic push may send to this store. */
  autoPush: boolean;
  rank: number;
  ratio: number;
  sourceVariantGid: string;
  sourceSku: string | null;
  price: number;
  currency: string;
  requiresShipping: boolean;
  taxable: boolean;
};

export type OrderFacts = {
  order: OrderHead;
  lines: LineFacts[];
  legs: LegFacts[];
  routes: Route[];
  store: {
    name: string;
    active: boolean;
    autoPushSince: Date | null;
    partsAllowed: boolean;
    /** Whether what was proved absent is sent again without asking a person. */
    resendAbsent: boolean;
    /** Whether automatic push offers what was refused or given back to the next supplier in rank. */
    offerNext: boolean;
  };
};
