import type { Urgency } from "@/lib/domain/installations/budget";
import type { OrderSnapshot } from "@/lib/domain/orders/order";
import type { CallCost, ShopifyFailure } from "./failure";

/**
 * What a call needs to reach one shop; the token is decrypted and never logged. `urgency` tells who waits for
 * the answer; without it the call goes behind everybody else's.
 */
export type ShopAccess = {
  installationId: string;
  shopDomain: string;
  accessToken: string;
  urgency?: Urgency;
};

/** Points that were taken from an installation's bucket for one call. It is used once or given back. */
export type Slot = {
  installationId: string;
  points: number;
  /** When the points are there, on the process's own monotonic clock in milliseconds. */
  readyAt: number;
  /** The one call that tries whether a shop that failed answers again. */
  trial: boolean;
  spent: boolean;
};

/** How a call ended, as far as the bucket is concerned. */
export type CallEnd =
  | { kind: "answered"; cost: CallCost | null }
  | { kind: "failed"; failure: ShopifyFailure }
  /** Nothing was sent. */
  | { kind: "unused" };

/** The cost-aware bucket of each installation, shared by every process. */
export type CallBudget = {
  /**
   * Takes points for a call; null for a shop that is not installed yet, whose calls are not counted.
   *
   * @throws ShopifyFailure `budget_wait` or `paused` with the time to come back, when the wait is not short
   */
  reserve(call: {
    access: ShopAccess;
    points: number;
    expected: number;
    create: boolean;
  }): Promise<Slot | null>;
  settle(slot: Slot, end: CallEnd): Promise<void>;
  /** The shop said that it takes no more order creates for now, which was not known of it. */
  createsAreLimited(installationId: string): Promise<void>;
};

/** An orderCreate input as Shopify's schema wants it, made by the pure builder `domain/order-input`. */
export type OrderCreateInput = { order: Record<string, unknown>; options: Record<string, unknown> };

/** A source order as the source store tells it; quantities are source units. */
export type SourceOrderSnapshot = {
  shopifyGid: string;
  name: string;
  createdAt: Date;
  cancelledAt: Date | null;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  /** `legLineId` is read from the line's property `_crossdock_line`. */
  lines: {
    shopifyGid: string;
    legLineId: string | null;
    variantGid: string | null;
    liveUnits: number;
    shippedUnits: number;
  }[];
};

/** A definite answer of orderCreate. Anything else is thrown as a `ShopifyFailure`. */
export type CreateOrderAnswer =
  | { kind: "created"; order: SourceOrderSnapshot }
  | { kind: "refused"; errors: { code: string | null; field: string | null; message: string }[] }
  /** The development stores' "Too many attempts": nothing was executed. */
  | { kind: "too_many_attempts" };

/** Result of looking a mark up: by unique metafield first, then by `source_identifier:` search. */
export type FindOrderAnswer =
  | { kind: "found"; orders: SourceOrderSnapshot[] }
  /** Both look-ups worked, gave no warning, and found nothing. */
  | { kind: "not_found" };

export type ShopFacts = {
  name: string;
  shopDomain: string;
  currency: string;
  timeZone: string;
  plan: string;
  scopes: string[];
};

export type VariantSnapshot = {
  shopifyGid: string;
  title: string;
  sku: string | null;
  price: number;
  currency: string;
  requiresShipping: boolean;
  taxable: boolean;
};

/**
 * The Shopify adapter. Every method makes one logical read, or sends one write once with zero retries, and
 * throws only `ShopifyFailure`.
 */
export type ShopifyGateway = {
  /** Reads an order with all its lines; null when the shop answers null (unreadable, not deleted). */
  readOrder(access: ShopAccess, orderGid: string): Promise<OrderSnapshot | null>;
  /** Sends orderCreate once. `beforeSend` runs right before the socket write and may throw to prevent it. */
  createOrder(
    access: ShopAccess,
    input: OrderCreateInput,
    options: { timeoutMs: number; beforeSend: () => Promise<void>; slot?: Slot | null },
  ): Promise<CreateOrderAnswer>;
  /**
   * Takes points for one orderCreate before anything is done for it, so that a leg whose turn has not come costs
   * nothing. The slot goes to `createOrder` or to `giveBack`.
   */
  bookOrderCreate(access: ShopAccess): Promise<Slot | null>;
  /** Gives a slot back that was not used; does nothing with a used one. */
  giveBack(slot: Slot | null): Promise<void>;
  findOrderByMark(access: ShopAccess, mark: string): Promise<FindOrderAnswer>;
  readSourceOrder(access: ShopAccess, orderGid: string): Promise<SourceOrderSnapshot | null>;
  readShop(access: ShopAccess): Promise<ShopFacts>;
  readVariants(access: ShopAccess, query: string | null): Promise<VariantSnapshot[]>;
  /** True when made or already there. */
  createOriginDefinition(access: ShopAccess): Promise<void>;
  listWebhookSubscriptions(access: ShopAccess): Promise<{ topic: string; uri: string }[]>;
  createWebhookSubscription(access: ShopAccess, topic: string, uri: string): Promise<void>;
};
