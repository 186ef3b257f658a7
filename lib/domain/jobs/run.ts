/** What a run of the job engine looks like to people. `waiting`: it lives, and nothing of it is being called. */
export type RunState = "running" | "waiting" | "completed" | "failed" | "cancelled";

export type RunRow = {
  id: string;
  functionId: string;
  state: RunState;
  subject: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** When it goes on by itself, while it waits. */
  nextAt: Date | null;
  errorName: string | null;
  errorMessage: string | null;
  asked: string | null;
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
  /** While it is open: whether it is being called, and when it goes on. */
  busy: boolean;
  nextAt: Date | null;
};

export type RunDetail = RunRow & {
  steps: RunStep[];
  /** The order that the run's event names. */
  orderId: string | null;
  eventName: string;
  /** Why the attempt before the next one failed, of the function's own body. */
  lastErrorName: string | null;
  lastErrorMessage: string | null;
};
