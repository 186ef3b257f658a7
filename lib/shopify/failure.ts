/**
 * Why a call to Shopify gave no usable answer.
 * - `executed: "no"`: proved that nothing was executed there; the call may be made again.
 * - `executed: "unknown"`: it may have been executed (timeout, reset, 5xx, truncated or unreadable body).
 */
export class ShopifyFailure extends Error {
  readonly code: ShopifyFailureCode;
  readonly executed: "no" | "unknown";
  /** Earliest sensible next try in milliseconds, where Shopify or the bucket tells. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ShopifyFailureCode,
    message: string,
    options: { executed: "no" | "unknown"; retryAfterMs?: number | null } = { executed: "unknown" },
  ) {
    super(message);
    this.name = "ShopifyFailure";
    this.code = code;
    this.executed = options.executed;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export type ShopifyFailureCode =
  | "throttled"
  | "rate_limited"
  | "connection_refused"
  | "unauthorized"
  | "payment_required"
  | "forbidden"
  | "not_found"
  | "locked"
  | "access_denied"
  | "invalid_request"
  | "timeout"
  | "connection_lost"
  | "server_error"
  | "unreadable_answer"
  | "lease_lost";
