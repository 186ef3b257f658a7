/**
 * When the sweeper takes up a delivery that nobody has finished: a minute after it came or was to be tried again,
 * then after as long as it has waited so far, so that an hour-old one is taken up every ten minutes.
 */
export const deliveryPace = { leastMs: 60_000, mostMs: 10 * 60_000 };
