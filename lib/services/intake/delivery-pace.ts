const MINUTE = 60_000;

/**
 * When the sweeper retries an unfinished delivery: five minutes after it arrived or became due (it may wait a minute
 * or two in its shop's queue), then again whenever its waiting time has doubled, but at least every twenty minutes.
 */
export const deliveryPace = { leastMs: 5 * MINUTE, mostMs: 20 * MINUTE };

/**
 * The pause before the next try of a delivery whose read fails until a person fixes the cause. Only the sweeper
 * retries such a delivery.
 */
export const STANDING_MS = MINUTE;

/** How often a delivery is tried that is parked because its order could not be read. */
export const PARKED_READ_MS = 24 * 60 * MINUTE;

const LONGEST_UNRECOGNISED_MS = 6 * 60 * MINUTE;

/**
 * The pause before the next try of a delivery whose read gave an unrecognised answer: five minutes, doubled each
 * time, at most six hours. Ten attempts span more than a day.
 *
 * @param attempts the number of earlier tries
 */
export function unrecognisedPauseMs(attempts: number): number {
  return Math.min(deliveryPace.leastMs * 2 ** Math.min(attempts, 20), LONGEST_UNRECOGNISED_MS);
}
