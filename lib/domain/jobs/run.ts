/** The states of a run, in the order in which lists offer them. `waiting`: it has not ended, and no call is under way. */
export const runStates = ["running", "waiting", "failed", "cancelled", "completed"] as const;
export type RunState = (typeof runStates)[number];

/** What a user may request for a run. */
export const runActions = ["cancel", "retry"] as const;
export type RunAction = (typeof runActions)[number];

/** A run of the job engine, as the Jobs page lists it. */
export type RunRow = {
  id: string;
  functionId: string;
  state: RunState;
  subject: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** When a waiting run continues automatically. */
  nextAt: Date | null;
  errorName: string | null;
  errorMessage: string | null;
  /** What was requested and is not done yet. */
  asked: RunAction | null;
};

export type RunFilter = {
  functionId: string | null;
  state: RunState | null;
  before: { createdAt: Date; id: string } | null;
};

export type RunStep = {
  name: string;
  op: string;
  attempts: number;
  plannedAt: Date;
  settledAt: Date | null;
  failed: boolean;
  errorName: string | null;
  errorMessage: string | null;
  /** A call of an unfinished step is under way. */
  busy: boolean;
  /** When an unfinished step continues. */
  nextAt: Date | null;
};

export type RunDetail = RunRow & {
  steps: RunStep[];
  /** The order that the run's event names. */
  orderId: string | null;
  eventName: string;
  /** Why the last attempt of the function's body failed, while another attempt is to come. */
  lastErrorName: string | null;
  lastErrorMessage: string | null;
};
