import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";

/** Points that a call cost and what its bucket holds, as the answer told. */
export type CallCost = {
  requested: number;
  /** Null when the call was throttled, so that it cost nothing. */
  actual: number | null;
  maximum: number;
  available: number;
  /** Points a second. */
  rate: number;
};

/**
 * Why a call to Shopify gave no usable answer.
 * - `executed: "no"`: proved that nothing was executed there; the call may be made again.
 * - `executed: "unknown"`: it may have been executed (timeout, reset, 5xx, truncated or unreadable body).
 */
export class ShopifyFailure extends Error {
  readonly code: RemoteErrorCode;
  readonly executed: "no" | "unknown";
  /** Earliest sensible next try in milliseconds, where Shopify or the bucket tells. */
  readonly retryAfterMs: number | null;
  readonly cost: CallCost | null;

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
