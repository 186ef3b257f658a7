import type { OrderSnapshot } from "@/lib/domain/order";

/** What a call needs to reach one shop; the token is decrypted and never logged. */
export type ShopAccess = { installationId: string; shopDomain: string; accessToken: string };

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
    options: { timeoutMs: number; beforeSend: () => Promise<void> },
  ): Promise<CreateOrderAnswer>;
  findOrderByMark(access: ShopAccess, mark: string): Promise<FindOrderAnswer>;
  readSourceOrder(access: ShopAccess, orderGid: string): Promise<SourceOrderSnapshot | null>;
  readShop(access: ShopAccess): Promise<ShopFacts>;
  readVariants(access: ShopAccess, query: string | null): Promise<VariantSnapshot[]>;
  /** True when made or already there. */
  createOriginDefinition(access: ShopAccess): Promise<void>;
  listWebhookSubscriptions(access: ShopAccess): Promise<{ topic: string; uri: string }[]>;
  createWebhookSubscription(access: ShopAccess, topic: string, uri: string): Promise<void>;
};
