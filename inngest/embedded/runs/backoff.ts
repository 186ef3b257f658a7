const MINUTE = 60_000;

/** Waits after the 1st, 2nd, … failed attempt; the last one repeats. These are Inngest's values. */
const table = [15_000, 30_000, ...[1, 2, 5, 10, 20, 40, 60, 120].map((minutes) => minutes * MINUTE)];
const JITTER = 30_000;

/**
 * Returns the milliseconds to wait after a failed attempt.
 *
 * @param attempt 0-based number of the failed attempt
 * @param retryAfterMs the wait that the function requested; limited to 1 s to 24 h, and without jitter
 * @param random a number in [0, 1)
 */
export function backoff(attempt: number, retryAfterMs: number | null, random: () => number): number {
  if (retryAfterMs !== null) return Math.min(Math.max(retryAfterMs, 1_000), 24 * 60 * MINUTE);
  const wait = table[Math.min(attempt, table.length - 1)] ?? 2 * 60 * MINUTE;
  return wait + Math.floor(random() * JITTER);
}
