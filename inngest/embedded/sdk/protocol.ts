/** An event as functions receive it. `ts` is milliseconds since 1970. */
export type EngineEvent = { id: string; name: string; data: unknown; ts: number };

/** An error in the format of the SDK's protocol. */
export type WireError = { name: string; message: string; stack?: string; cause?: unknown };

/** One operation of a 206 response. The meaning of `name` and `opts` depends on `op`. */
export type Op = {
  id: string;
  op: string;
  name?: string | null;
  displayName?: string | null;
  opts?: Record<string, unknown> | null;
  data?: unknown;
  error?: unknown;
};

/** `timeout` ends a run that takes too long; all other kinds are the work of a run. */
export type JobKind = "discover" | "step" | "sleep" | "wait" | "invoke" | "timeout";

/** A step's stored result in the SDK's format: `{data}`, `{error}`, or the bare value of a sleep or a wait. */
export type Memo = unknown;

/** A leased job with everything that a call needs. `steps` is in the order of completion. */
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
  /** Whether the lease of the previous attempt expired. */
  lost: boolean;
  /** Why the previous attempt failed. */
  error: WireError | null;
  /** When this attempt began. */
  claimedAt: number;
  /** When the run's first attempt began, if that is stored. */
  startedAt: number | null;
  /** For a timeout: whether the run's function is being called now. */
  calling: boolean;
  events: EngineEvent[];
  steps: [hash: string, memo: Memo][];
};

/** The outcome of an attempt. `retryAfterMs` is the wait that the function requested. */
export type Outcome =
  | { kind: "ops"; ops: Op[]; retryAfterMs: number | null }
  | { kind: "return"; output: unknown }
  | { kind: "retry"; error: WireError; retryAfterMs: number | null }
  | { kind: "fail"; error: WireError }
  | { kind: "timer" };

/** The limits of Inngest's server, in bytes of JSON and in steps. */
export const limits = {
  eventBytes: 3 * 1024 * 1024,
  outputBytes: 4 * 1024 * 1024,
  stateBytes: 32 * 1024 * 1024,
  stepsPerRun: 1_000,
} as const;

/** The NOTIFY channel that wakes engines. */
export const ENGINE_CHANNEL = "crossdock_engine";

/** Converts any thrown or received value into an error that can be stored. */
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
