import type { StoreSwitches } from "@/lib/domain/stores/store-switch";
import type { ChangeCardKind } from "./change-kind";
import type { LegState } from "./leg-state";
import type { Address, Attribute, NotReady, ShippingLine } from "./order";

/** What the rules read of an order, except its lines, legs and routes. Amounts are in minor units. */
export type OrderHead = {
  id: string;
  storeId: string;
  shopifyGid: string;
  name: string;
  createdAt: Date;
  cancelledAt: Date | null;
  deletedAt: Date | null;
  closedAt: Date | null;
  /** Since when a user holds the order. */
  heldAt: Date | null;
  /** Since when Shopify withholds the order's customer data. */
  withheldSince: Date | null;
  /** While the data is withheld: when the kept data was read; null when none is known. */
  contactAsOf: Date | null;
  test: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  /** The highest risk level of all assessments, and what Shopify recommends. */
  riskLevel: string | null;
  riskRecommendation: string | null;
  currency: string;
  currentTotal: number;
  tags: string[];
  shippingMethod: string | null;
  shippingLines: ShippingLine[];
  /** The kinds of the order's open change cards. */
  openChanges: ChangeCardKind[];
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
  /** Units that the destination's fulfillments shipped. */
  fulfilledByOthers: number;
  /** The units among them that are known to be in no source order (see `ownShipments`). */
  ownShipped: number;
  requiresShipping: boolean;
  giftCard: boolean;
  tip: boolean;
  properties: Attribute[];
  /** Units that Shopify holds or has scheduled. */
  notReady: NotReady[];
};

/**
 * One line of the order on one leg: a reservation or, when the source order exists, a coverage. `quantity` and
 * `askedQuantity` are destination units, the other units are source units.
 */
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
  /** The cautions of the order that a user knew when they requested the push. */
  accepted: readonly string[];
  connectionId: string;
  sourceStoreId: string;
  state: LegState;
  originMark: string;
  /** Whether another app created the source order and a user linked it: its lines carry no ids of ours. */
  linked: boolean;
  generation: number;
  carriesShipping: boolean;
  /** Whether the leg is sent although its route was paused or ended after it was planned. */
  finishes: boolean;
  /** The contact version and the shipping line that the leg was last sent with; null before. */
  sentContactId: string | null;
  sentShipping: { title: string; code: string | null } | null;
  leaseUntil: Date | null;
  notBefore: Date | null;
  /** The code of the last failure, for example why the leg was refused. */
  causeCode: string | null;
  lines: LegLineFacts[];
};

/** An active mapping of a line to one source store. `price` is in minor units of `currency`. */
export type Route = {
  lineItemId: string;
  connectionId: string;
  sourceStoreId: string;
  sourceStoreName: string;
  /** How the source store is named in the chain of an order. */
  chainLink: string;
  /** How it was named under the former domains of its shop. */
  formerLinks: readonly string[];
  /** Whether the connection and the source store are active. */
  usable: boolean;
  /** Whether automatic push may send to this store (the setting *Partial push*). */
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

/** An order in a source store that shows another app's push of this order, and what it may be linked to. */
export type OtherAppOrder = {
  id: string;
  connectionId: string;
  sourceStoreId: string;
  shopifyGid: string;
  /** Its number in the source store. */
  name: string;
  /** The app that created it, as Shopify names it. */
  app: string | null;
  /** Where it names this order (`markKinds`). */
  mark: string;
  placedAt: Date;
};

export type OrderFacts = {
  order: OrderHead;
  lines: LineFacts[];
  legs: LegFacts[];
  routes: Route[];
  /** Live source orders of another app that look like this order, which no user has linked or dismissed. */
  otherAppOrders: OtherAppOrder[];
  store: {
    name: string;
    /** How the destination store is named in the chain of an order. */
    chainLink: string;
    /** How it was named under the former domains of its shop. */
    formerLinks: readonly string[];
    active: boolean;
    autoPushSince: Date | null;
  } & StoreSwitches;
};
