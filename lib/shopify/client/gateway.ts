import type { Urgency } from "@/lib/domain/installations/budget";
import type { TokenLifetime } from "@/lib/domain/installations/tokens/token-lifetime";
import type { SourceOrderTexts } from "@/lib/domain/moving/other-app-mark";
import type { OrderSnapshot } from "@/lib/domain/orders/order";
import type { CallCost, ShopifyFailure } from "./failure";

/**
 * The access to one shop. The token is decrypted and must never be logged. `urgency` sets the priority of calls;
 * without it, they have the lowest priority.
 */
export type ShopAccess = {
  installationId: string;
  shopDomain: string;
  accessToken: string;
  /** The token or its refresh token ends soon, so that the next call renews it first. */
  tokenEnds?: boolean;
  /** The access scopes that the shop granted, as last read; absent when they are not known. */
  scopes?: readonly string[];
  urgency?: Urgency;
};

/** A request for an access token. `askedAt` is the time by our clock from which the token's life is counted. */
export type TokenRequest = {
  shopDomain: string;
  clientId: string;
  clientSecret: string;
  askedAt: Date;
} & (
  | { grant: "code"; code: string; expiring: boolean }
  | { grant: "refresh"; refreshToken: string }
  /** Exchanges a permanent token for an expiring one. Shopify ends the permanent one, and never gives it back. */
  | { grant: "exchange"; permanentToken: string }
  | { grant: "client_credentials" }
);

/** An access token as Shopify issued it. `lifetime` is null for a permanent one. */
export type IssuedToken = { accessToken: string; lifetime: TokenLifetime | null };

/** Renews the access tokens of installations: one renewal per installation at a time, among all processes. */
export type TokenSource = {
  /**
   * Returns a token to use instead of the access's: because that one `ends`, or because the shop `refused` it.
   *
   * @param request asks Shopify
   * @returns null when a refused token has no replacement
   * @throws ShopifyFailure (nothing was executed) when the token has ended and cannot be renewed now
   */
  renew(
    access: ShopAccess,
    why: "ends" | "refused",
    request: (asked: TokenRequest) => Promise<IssuedToken>,
  ): Promise<string | null>;
};

/** Points reserved from an installation's bucket for one call. A slot is used once or given back. */
export type Slot = {
  installationId: string;
  points: number;
  /** When the points are available, on the process's monotonic clock in milliseconds. */
  readyAt: number;
  /** When the points were reserved, before the call began. */
  reservedAt: Date;
  /** Whether this is the one call that tests whether a failed shop answers again. */
  trial: boolean;
  spent: boolean;
};

/** The slots of one push, booked together: the read of its variants, and its `orderCreate`. */
export type SendSlots = { read: Slot; create: Slot };

/** How a call ended, for the accounting of the bucket. */
export type CallEnd =
  | { kind: "answered"; cost: CallCost | null }
  | { kind: "failed"; failure: ShopifyFailure }
  /** Nothing was sent. */
  | { kind: "unused" };

/** The cost-aware call budget of each installation, shared by all processes. */
export type CallBudget = {
  /**
   * Reserves points for a call. Null for a shop that is not installed yet, whose calls are not counted.
   *
   * @throws ShopifyFailure `budget_wait` or `paused` with the time to wait, when the wait is not short
   */
  reserve(call: {
    access: ShopAccess;
    points: number;
    expected: number;
    create: boolean;
  }): Promise<Slot | null>;
  settle(slot: Slot, end: CallEnd): Promise<void>;
  /** Records that the shop limits order creates, which was not known before. */
  createsAreLimited(installationId: string): Promise<void>;
};

/** `beforeSend` runs right before a write's request is written to the socket, and throws to prevent the send. */
export type WriteCheck = { beforeSend: () => Promise<void> };

/** An `orderCreate` input in Shopify's schema, built by `domain/order-input`. */
export type OrderCreateInput = { order: Record<string, unknown>; options: Record<string, unknown> };

/** A source order as read from its store. Quantities are source units. */
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

/**
 * An order of a source store with the texts in which push apps write where it comes from. The texts may be personal and
 * are never stored.
 */
export type MarkedOrder = SourceOrderTexts & {
  shopifyGid: string;
  name: string;
  createdAt: Date;
  cancelledAt: Date | null;
  /** The app that created the order, as Shopify names it. */
  app: string | null;
};

/** A page of orders, newest first, and the cursor after which the next page begins; null after the last. */
export type MarkedOrdersPage = { orders: MarkedOrder[]; next: string | null };

/** A definite answer to `orderCreate`. Any other outcome is thrown as a `ShopifyFailure`. */
export type CreateOrderAnswer =
  | { kind: "created"; order: SourceOrderSnapshot }
  | { kind: "refused"; errors: { code: string | null; field: string | null; message: string }[] }
  /** The limit of development stores, "Too many attempts": nothing was executed. */
  | { kind: "too_many_attempts" };

/** The result of looking up a mark: by unique metafield first, then by `source_identifier:` search. */
export type FindOrderAnswer =
  | { kind: "found"; orders: SourceOrderSnapshot[] }
  /** Both look-ups succeeded without warnings and found nothing. */
  | { kind: "not_found" };

export type ShopFacts = {
  /** Shopify's id of the shop, which stays when the domain is renamed. */
  shopGid: string;
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

/** A webhook subscription. `topic` is a value of Shopify's enum; the body has only the fields of `includeFields`, if any. */
export type WebhookSubscription = {
  id: string;
  topic: string;
  uri: string;
  includeFields: readonly string[];
};

/**
 * The Shopify adapter. Every method makes one logical read, or sends one write once with zero retries, and
 * throws only `ShopifyFailure`.
 */
export type ShopifyGateway = {
  /** The version of the Admin API that is called. */
  apiVersion: string;
  /** Reads an order with all its lines. Null when the shop answers null, which means unreadable, not deleted. */
  readOrder(access: ShopAccess, orderGid: string): Promise<OrderSnapshot | null>;
  /** The order of a fulfillment order. Null when the shop does not show it. */
  findFulfillmentOrder(access: ShopAccess, fulfillmentOrderGid: string): Promise<string | null>;
  /** Sends `orderCreate` once. */
  createOrder(
    access: ShopAccess,
    input: OrderCreateInput,
    options: WriteCheck & { timeoutMs: number; slot?: Slot | null },
  ): Promise<CreateOrderAnswer>;
  /**
   * Reserves the points of one push before any other work, so that a leg that has to wait costs nothing. The points of
   * its read and of its `orderCreate` are reserved together, so that pushes never wait for each other's second half.
   * Pass the slots to `readVariantsById` and `createOrder`, and then to `giveBack`.
   */
  bookSend(access: ShopAccess): Promise<SendSlots | null>;
  /** Returns the points of unused slots. Does nothing for used slots. */
  giveBack(slots: SendSlots | null): Promise<void>;
  findOrderByMark(access: ShopAccess, mark: string): Promise<FindOrderAnswer>;
  readSourceOrder(access: ShopAccess, orderGid: string): Promise<SourceOrderSnapshot | null>;
  /** Reads one page of a shop's orders, of all apps, newest first. */
  readRecentOrders(access: ShopAccess, after: string | null): Promise<MarkedOrdersPage>;
  readShop(access: ShopAccess): Promise<ShopFacts>;
  /**
   * Asks for an access token. Throws `code_refused` for a refused code, `token_ended` for a refused refresh token or
   * permanent token, `shop_not_permitted` for refused client credentials, `app_secret_refused` for a client ID or a secret
   * that Shopify does not accept, and `token_without_expiry` when the answer does not say when the token ends.
   */
  requestToken(asked: TokenRequest): Promise<IssuedToken>;
  readVariants(access: ShopAccess, query: string | null): Promise<VariantSnapshot[]>;
  /** Reads variants by their ids. Those that the shop no longer has are left out. */
  readVariantsById(
    access: ShopAccess,
    ids: readonly string[],
    slot?: Slot | null,
  ): Promise<VariantSnapshot[]>;
  /** Creates the definition of the origin mark. Succeeds when it already exists. */
  createOriginDefinition(access: ShopAccess, check: WriteCheck): Promise<void>;
  listWebhookSubscriptions(access: ShopAccess): Promise<WebhookSubscription[]>;
  createWebhookSubscription(
    access: ShopAccess,
    wanted: Omit<WebhookSubscription, "id">,
    check: WriteCheck,
  ): Promise<void>;
  /** Changes the address of a subscription, and which parts of a body it sends. */
  updateWebhookSubscription(
    access: ShopAccess,
    wanted: WebhookSubscription,
    check: WriteCheck,
  ): Promise<void>;
  /** Removes a subscription. One that does not exist any more counts as removed. */
  deleteWebhookSubscription(access: ShopAccess, id: string, check: WriteCheck): Promise<void>;
};
