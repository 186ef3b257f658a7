import type { Cause } from "./cause";

/**
 * What happens after a call that gave no usable answer and changed nothing:
 * - `retry`: the call is repeated automatically, after the time that the limit, the shop or the table gives
 * - `problem`: the failure lasts until a user fixes it; the store shows it, and the call is repeated rarely
 * - `reject`: the same call cannot succeed; its input has to change
 * - `hold`: the answer is not recognised; it is shown as received, and the call is not repeated automatically
 *
 * A write that may have been executed is always looked up first, whatever its code (see `whatNext`).
 */
export type RemoteNext = "retry" | "problem" | "reject" | "hold";

/** Texts and traits of one way in which a call can fail. */
export type RemoteError = Cause & {
  next: RemoteNext;
  /** Pause before the call is repeated, unless the answer names one; in milliseconds. */
  waitMs: number;
  /**
   * What the failure shows about the shop's servers: `failed` counts towards the circuit breaker, `answered` resets
   * it, null does neither.
   */
  health: "failed" | "answered" | null;
  /** The call used none of the points that were reserved for it. */
  pointsUnspent: boolean;
  /** The pause that the answer names applies to all calls to the shop. */
  pausesShop: boolean;
  /** The failure concerns every call to the shop, so that the circuit breaker opens at once. */
  opensBreaker: boolean;
  /** A leg stays in its job's run while it waits, because the sweeper would wake all waiting legs at once. */
  waitsInRun: boolean;
  /** A webhook whose read repeatedly fails like this is parked for a user. */
  parksDelivery: boolean;
  /** Of several GraphQL errors in one answer, the lowest decides: what passes or what a user can fix comes first. */
  precedence: number;
};

/** A minute in milliseconds. */
export const MINUTE_MS = 60_000;
/** The precedence of errors that are named only if no other is. */
export const LATER = 6;
const automatic = "No action is needed: Crossdock continues automatically.";

/** Passes without a user's action. */
export const passing = {
  remedy: automatic,
  responsible: "crossdock",
  next: "retry",
  waitMs: 15_000,
  health: "answered",
  showsAnswer: false,
  becomesProblem: false,
  fixedWait: false,
  offeredToNextSupplier: false,
  pointsUnspent: false,
  pausesShop: false,
  opensBreaker: false,
  waitsInRun: false,
  parksDelivery: false,
  precedence: LATER,
} as const;

/** No usable answer came from the shop's servers. */
export const unhealthy = { ...passing, health: "failed" } as const;

/** No call was made. */
export const unsent = { ...passing, health: null, pointsUnspent: true } as const;

/** Lasts until a user fixes it. */
export const lasting = { ...passing, next: "problem", waitMs: 15 * MINUTE_MS, becomesProblem: true } as const;

/** Lasts, and concerns every call to the shop. */
export const closed = { ...lasting, opensBreaker: true } as const;

/** The call itself is invalid. */
export const refused = {
  ...passing,
  responsible: "agency",
  next: "reject",
  waitMs: 360 * MINUTE_MS,
  showsAnswer: true,
  parksDelivery: true,
} as const;
