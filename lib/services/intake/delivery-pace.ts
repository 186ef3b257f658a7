const MINUTE = 60_000;

/**
 * When the sweeper takes up a delivery that nobody has finished: five minutes after it came or was to be tried
 * again (in a shop's line it may well stand for a minute or two), then after as long as it has waited so far, so
 * that an old one is taken up every twenty minutes.
 */
export const deliveryPace = { leastMs: 5 * MINUTE, mostMs: 20 * MINUTE };

/** How often a delivery is tried whose read fails until somebody acts: the sweeper alone brings it back. */
export const STANDING_MS = MINUTE;

const LONGEST_ODD_MS = 6 * 60 * MINUTE;

/**
 * How long a delivery waits whose read was answered in a way that nobody knows: five minutes, then twice as long each
 * time, six hours at the longest. Ten tries so take more than a day.
 *
 * @param attempts how often it was tried before
 */
export function unrecognisedPauseMs(attempts: number): number {
  return Math.min(deliveryPace.leastMs * 2 ** Math.min(attempts, 20), LONGEST_ODD_MS);
}
