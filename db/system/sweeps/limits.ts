/** The most rows of one sweep; the next sweep takes the rest. */
export const LIMIT = 1_000;

/** The most rows of one store in one sweep, so that the backlog of one store does not delay the others. */
export const LIMIT_PER_STORE = 200;
