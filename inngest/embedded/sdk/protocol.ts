/** An event as functions receive it. `ts` is milliseconds since 1970. */
export type EngineEvent = { id: string; name: string; data: unknown; ts: number };

/** An error as it travels between the SDK and the engine. */
export type WireError = { name: string; message: string; stack?: string; cause?: unknown };

/** One operation of a 206 answer. The meaning of `name` and `opts` depends on `op`. */
export type Op = {
  id: string;
  op: string;
  name?: string | null;
  displayName?: string | null;
  opts?: Record<string, unknown> | null;
  data?: unknown;
  error?: unknown;
};

/** `timeout` ends a run that takes too long; the others are the work of a run. */
export type JobKind = "discover" | "step" | "sleep" | "wait" | "invoke" | "timeout";

/** What the SDK takes as a step's known result: `{data}`, `{error}`, or the bare value of a sleep or a wait. */
export type Memo = unknown;

/** A leased job with all that a call needs. `steps` is in the order of completion. */
export type ClaimedJob = {
  id: string;
  runId: string;
  functionId: string;
  kind: JobKind;
  stepHash: string | null;
  /** 0-based, as the SDK counts. */
  attempt: number;
  maxAttempts: number;
  generation: number;
  /** The lease of the attempt before this one ran out. */
  lost: boolean;
  /** Why the attempt before this one failed. */
  error: WireError | null;
  /** When this attempt began, and when the run's first one did, as far as that is stored. */
  claimedAt: number;
  startedAt: number | null;
  /** Of a timeout: the run's function is being called right now. */
  calling: boolean;
  events: EngineEvent[];
  steps: [hash: string, memo: Memo][];
};

/** What came of one attempt. `retryAfterMs` is the wait that the function asked for. */
export type Outcome =
  | { kind: "ops"; ops: Op[]; retryAfterMs: number | null }
  | { kind: "return"; output: unknown }
  | { kind: "retry"; error: WireError; retryAfterMs: number | null }
  | { kind: "fail"; error: WireError }
  | { kind: "timer" };

/** Limits of Inngest's own server, in bytes of JSON and in steps. */
export const limits = {
  eventBytes: 3 * 1024 * 1024,
  outputBytes: 4 * 1024 * 1024,
  stateBytes: 32 * 1024 * 1024,
  stepsPerRun: 1_000,
} as const;

/** NOTIFY channel that wakes engines. */
export const ENGINE_CHANNEL = "crossdock_engine";

/** Reads any thrown or received value as an error that can be stored. */
export function toWireError(value: unknown): WireError {
  if (value instanceof Error) {
    return { name: value.name, message: value.message, ...(value.stack ? { stack: value.stack } : {}) };
  }
  if (typeof value === "object" && value !== null) {
    const { name, message, stack, cause } = value as Record<string, unknown>;
    return {
      name: typeof name === "string" ? name : "Error",
      message: typeof message === "string" ? message : JSON.stringify(value),
      ...(typeof stack === "string" ? { stack } : {}),
      ...(cause === undefined ? {} : { cause }),
    };
  }
  return { name: "Error", message: String(value) };
}
