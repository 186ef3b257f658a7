/** One query or verb as a stranger and an owner run it. */
export type Case<Run> = {
  run: Run;
  /** What somebody is told who may not see it. */
  nothing: unknown;
  /** Told only of things that the caller has read already, so another merchant's user is no case for it. */
  callerVouches?: true;
};

/** What the organization of the cases holds. */
export const ORDER = "ord_1";
export const STORE = "str_dest";
export const LEG = "leg_1";
export const VIEW = "viw_1";
export const PUSH = `psh_${LEG}`;
