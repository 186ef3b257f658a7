/** Who a call is for. A person waits for the answer; pushes go before other background reads. */
export type Urgency = "person" | "push" | "background";

/** What each kind of call leaves in the bucket for those before it, as a share of the bucket. */
export const reserveShares: Readonly<Record<Urgency, number>> = { person: 0, push: 0.1, background: 0.2 };

/** How long a call may wait inside its process for points to come back, in milliseconds. */
export const shortWaitsMs: Readonly<Record<Urgency, number>> = {
  person: 5_000,
  push: 1_000,
  background: 1_000,
};

/** Failures in a row (no answer, or Shopify's own errors) after which calls to a shop pause. */
export const FAILURES_TO_TRIP = 5;

/** How long one trial call keeps the others waiting: longer than a call's own timeout. */
export const TRIAL_MS = 30_000;

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** How long calls pause when the breaker opens for the `trips`th time since it was last closed. */
export function pauseMs(trips: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, trips - 1));
}
