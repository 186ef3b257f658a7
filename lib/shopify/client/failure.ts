import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";

/** The points that a call cost and the state of its bucket, as reported in the answer. */
export type CallCost = {
  requested: number;
  /** Null when the call was throttled and therefore cost nothing. */
  actual: number | null;
  maximum: number;
  available: number;
  /** Points per second. */
  rate: number;
};

const brand = Symbol.for("crossdock.shopify-failure");

/**
 * A call to Shopify gave no usable answer.
 * - `executed: "no"`: it is proved that Shopify executed nothing; the call may be repeated.
 * - `executed: "unknown"`: Shopify may have executed it (timeout, reset, 5xx, truncated or unreadable body).
 *
 * Next evaluates this module several times in one process, so `instanceof` recognises the failures of every evaluation.
 */
export class ShopifyFailure extends Error {
  readonly code: RemoteErrorCode;
  readonly executed: "no" | "unknown";
  /** Milliseconds until the next try makes sense, where Shopify or the bucket reports it. */
  readonly retryAfterMs: number | null;
  readonly cost: CallCost | null;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  get [brand](): true {
    return true;
  }

  constructor(
    code: RemoteErrorCode,
    message: string,
    options: { executed: "no" | "unknown"; retryAfterMs?: number | null; cost?: CallCost | null } = {
      executed: "unknown",
    },
  ) {
    super(message);
    this.name = "ShopifyFailure";
    this.code = code;
    this.executed = options.executed;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.cost = options.cost ?? null;
  }
}
