/** Faults between a caller and the Admin API. At most one of them affects a call. */
export const CALL_FAULTS = [
  "reply-lost-after-commit",
  "reply-lost-before-commit",
  "late-commit",
  "stall",
  "reset",
  "truncated-json",
  "throttled",
  "bucket-drained",
  "max-cost-exceeded",
  "internal-error",
  "internal-error-after-commit",
  "http-status",
  "http-402",
  "http-403",
  "http-404",
  "http-423",
  "http-429",
  "http-430",
  "http-500",
  "http-500-after-commit",
  "http-502",
  "http-503",
  "http-504",
  "http-504-after-commit",
] as const;

/** Faults of the shop while it executes a call. Several may affect one call. */
export const SHOP_FAULTS = [
  "too-many-orders",
  "order-refused",
  "inventory-claim-failed",
  "shop-dormant",
  "order-held",
  "fulfillment-orders-late",
  "search-lag",
  "custom-id-lag",
  "search-term-dropped",
  "cancel-late",
  "cancel-job-failed",
  "cancel-refused",
  "work-replaced",
  "work-held",
  "work-shipped-already",
  "idempotency-concurrent",
] as const;

/** Faults of webhooks. Several may affect one delivery. */
export const TOPIC_FAULTS = [
  "webhook-drop",
  "webhook-duplicate",
  "webhook-duplicate-late",
  "webhook-delay",
  "webhook-delay-day",
  "webhook-reorder",
  "webhook-burst",
  "webhook-bad-hmac",
  "webhook-old-secret",
  "webhook-unknown-shop",
  "webhook-unknown-fields",
  "webhook-unknown-enum",
  "webhook-redacted",
  "webhook-64-bit-ids",
  "webhook-old-version",
] as const;

/** Faults while an app is installed or renews its token. The last three are of the token endpoint. */
export const OAUTH_FAULTS = [
  "oauth-wrong-state",
  "oauth-wrong-hmac",
  "oauth-stale-timestamp",
  "oauth-cancelled",
  "oauth-fewer-scopes",
  "oauth-slow-merchant",
  "oauth-token-reply-lost",
  "oauth-no-expiry",
  "oauth-refresh-refused",
] as const;

/** The step of an installation at which a fault takes effect. */
export const STEP_OF: Record<OAuthFault, "authorize" | "access_token"> = {
  "oauth-wrong-state": "authorize",
  "oauth-wrong-hmac": "authorize",
  "oauth-stale-timestamp": "authorize",
  "oauth-cancelled": "authorize",
  "oauth-fewer-scopes": "authorize",
  "oauth-slow-merchant": "authorize",
  "oauth-token-reply-lost": "access_token",
  "oauth-no-expiry": "access_token",
  "oauth-refresh-refused": "access_token",
};

type CallFault = (typeof CALL_FAULTS)[number];
export type ShopFault = (typeof SHOP_FAULTS)[number];
export type TopicFault = (typeof TOPIC_FAULTS)[number];
export type OAuthFault = (typeof OAUTH_FAULTS)[number];
export type FaultKind = CallFault | ShopFault | TopicFault | OAuthFault;

/** The root fields that a fault of the shop affects. "write" means every mutation, "search" means `orders` with a query. */
export const HITS_AT: Record<ShopFault, string[] | "write" | "search"> = {
  "too-many-orders": ["orderCreate"],
  "order-refused": ["orderCreate"],
  "inventory-claim-failed": ["orderCreate"],
  "shop-dormant": ["orderCreate"],
  "order-held": ["orderCreate"],
  "fulfillment-orders-late": ["orderCreate"],
  "search-lag": "write",
  "custom-id-lag": ["orderCreate"],
  "search-term-dropped": "search",
  "cancel-late": ["orderCancel"],
  "cancel-job-failed": ["orderCancel"],
  "cancel-refused": ["orderCancel"],
  "work-replaced": ["fulfillmentCreate"],
  "work-held": ["fulfillmentCreate"],
  "work-shipped-already": ["fulfillmentCreate"],
  "idempotency-concurrent": ["refundCreate", "inventoryAdjustQuantities", "inventorySetQuantities"],
};
