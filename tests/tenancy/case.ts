/** A call of a query or verb, made both by strangers and by owners of the data. */
export type Case<Run> = {
  run: Run;
  /** The result for a stranger. */
  nothing: unknown;
  /** The caller has already checked the merchant, so the query is not run for another merchant's user. */
  callerChecksMerchant?: true;
};

/** Ids of the seeded organization's data. */
export const ORDER = "ord_1";
export const STORE = "str_dest";
export const LEG = "leg_1";
export const VIEW = "viw_1";
export const PUSH = `psh_${LEG}`;
