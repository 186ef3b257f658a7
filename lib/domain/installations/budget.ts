import { type LastingErrorCode, type RemoteErrorCode, remoteErrors } from "./remote-error";

/** The priority of a call. A user waits for the answer; pushes go before other background reads. */
export type Urgency = "person" | "push" | "background";

/** The share of the bucket that each kind of call leaves for calls of a higher priority. */
export const reserveShares: Readonly<Record<Urgency, number>> = { person: 0, push: 0.1, background: 0.2 };

/**
 * How long a call may wait in its process until points come back, in milliseconds. A push has its own time in a queue,
 * and comes back then. Background reads have none: one that waits holds its lane of the shop, so that the reads behind it
 * do not all ask in vain. Their wait is long enough for the reserve of the smallest shop to fill.
 */
export const shortWaitsMs: Readonly<Record<Urgency, number>> = {
  person: 5_000,
  push: 1_000,
  background: 5_000,
};

/** Failures in a row (no answer, or Shopify's own errors) after which calls to a shop pause. */
export const FAILURES_TO_TRIP = 5;

/** How long one trial call delays other calls: longer than a call's own timeout. */
export const TRIAL_MS = 30_000;

/**
 * How long calls to a shop pause when the breaker opens, and after each failed trial. Shorter than the sweeper's period,
 * so that each sweep makes a trial and a shop that works again is noticed within a minute.
 */
export const PAUSE_MS = 30_000;

/** A leg behind an open breaker is tried at the latest after this time. The sweeper releases it when the breaker closes. */
export const CLOSED_SHOP_WAIT_MS = 15 * 60_000;

const PROBE_PERIOD_MS = 60_000;

/** When the sweeper next tries a shop whose breaker is open: at the next full minute. */
export function nextProbeAt(now: Date): Date {
  return new Date((Math.floor(now.getTime() / PROBE_PERIOD_MS) + 1) * PROBE_PERIOD_MS);
}

/** Whether a failure concerns every call to the shop, so that the circuit breaker opens at once. */
export function opensBreaker(code: RemoteErrorCode): code is LastingErrorCode {
  return remoteErrors[code].opensBreaker;
}
