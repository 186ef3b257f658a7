/** The priority of a call. A user waits for the answer; pushes go before other background reads. */
export type Urgency = "person" | "push" | "background";

/** The share of the bucket that each kind of call leaves for calls of a higher priority. */
export const reserveShares: Readonly<Record<Urgency, number>> = { person: 0, push: 0.1, background: 0.2 };

/** How long a call may wait in its process until points come back, in milliseconds. */
export const shortWaitsMs: Readonly<Record<Urgency, number>> = {
  person: 5_000,
  push: 1_000,
  background: 1_000,
};

/** Failures in a row (no answer, or Shopify's own errors) after which calls to a shop pause. */
export const FAILURES_TO_TRIP = 5;

/** How long one trial call delays other calls: longer than a call's own timeout. */
export const TRIAL_MS = 30_000;

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** How long calls pause when the breaker opens for the `trips`th time since it was last closed. */
export function pauseMs(trips: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, trips - 1));
}
