import { parseDue } from "@/inngest/embedded/sdk/durations";
import type { EngineFunction } from "@/inngest/embedded/sdk/engine-function";
import { compileExpression } from "@/inngest/embedded/sdk/expressions";
import {
  type ClaimedJob,
  type JobKind,
  limits,
  type Memo,
  type Op,
  type Outcome,
  toWireError,
  type WireError,
} from "@/inngest/embedded/sdk/protocol";
import { backoff } from "./backoff";

/** The result of a step, which is written once. */
export type Settled = { hash: string; op: string; name: string; memo: Memo; failed: boolean };

/** An operation that settles later, and the job that settles it. */
export type Planned = {
  hash: string;
  op: string;
  name: string;
  kind: Exclude<JobKind, "discover" | "timeout">;
  due: number;
  eventName: string | null;
  expression: string | null;
  invoke: { functionId: string; data: unknown } | null;
};

/** How a run ends. */
export type Ending =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: WireError }
  | { status: "cancelled" };

/** The changes by an attempt, before they are stored. */
export type Effect = {
  settled: Settled[];
  planned: Planned[];
  next:
    | { kind: "continue" }
    | { kind: "retry"; at: number; error: WireError }
    | { kind: "check again"; at: number | null }
    | ({ kind: "end" } & Ending);
};

type DecideContext = {
  now: number;
  random: () => number;
  functions: ReadonlyMap<string, EngineFunction>;
};

const CHECK_AGAIN_MS = 1_000;
const YEAR = 366 * 86_400_000;

/** Decides what the outcome of an attempt changes, by the rules of Inngest's server. A pure function. */
export function decide(job: ClaimedJob, outcome: Outcome, context: DecideContext): Effect {
  switch (outcome.kind) {
    case "timer":
      return job.kind === "timeout" ? decideTimeout(job, context) : settle(job, timerResult(job));
    case "return":
      if (job.kind === "step") return notReached(job, context);
      if (tooLarge(outcome.output))
        return end(named("OutputTooLarge", "The function's result is over 4 MiB."));
      return { settled: [], planned: [], next: { kind: "end", status: "completed", output: outcome.output } };
    case "fail":
      return end(outcome.error);
    case "retry":
      return retry(job, outcome.error, outcome.retryAfterMs, context);
    case "ops":
      return decideOps(job, outcome.ops, outcome.retryAfterMs, context);
  }
}

function decideOps(job: ClaimedJob, ops: Op[], retryAfterMs: number | null, context: DecideContext): Effect {
  const own = job.kind === "step" ? ops.filter((op) => op.id === job.stepHash) : ops;
  if (own.length === 0) return notReached(job, context);
  const effect: Effect = { settled: [], planned: [], next: { kind: "continue" } };
  for (const op of own) {
    const label = { hash: op.id, op: op.op, name: op.displayName ?? op.name ?? op.id };
    const isLast = job.attempt + 1 >= job.maxAttempts;
    if (op.op === "StepRun") {
      if (tooLarge(op.data)) {
        return end(named("OutputTooLarge", `The result of step "${label.name}" is over 4 MiB.`));
      }
      effect.settled.push({ ...label, memo: { data: op.data ?? null }, failed: false });
    } else if (op.op === "StepError" && !isLast) {
      return retry(job, toWireError(op.error), retryAfterMs, context);
    } else if (op.op === "StepError" || op.op === "StepFailed") {
      effect.settled.push({ ...label, memo: { error: toWireError(op.error) }, failed: true });
    } else if (job.kind === "step") {
      return end(unsupported(op));
    } else {
      const planned = plan(op, label, context);
      if ("status" in planned) return { settled: [], planned: [], next: { kind: "end", ...planned } };
      if ("memo" in planned) effect.settled.push(planned);
      else effect.planned.push(planned);
    }
  }
  if (job.steps.length + effect.settled.length + effect.planned.length > limits.stepsPerRun) {
    return end(named("TooManySteps", `The run has more than ${limits.stepsPerRun} steps.`));
  }
  return effect;
}

function plan(
  op: Op,
  label: { hash: string; op: string; name: string },
  { now, functions }: DecideContext,
): Planned | Settled | Ending {
  const base = { ...label, eventName: null, expression: null, invoke: null };
  const text = (option: string) =>
    typeof op.opts?.[option] === "string" ? (op.opts[option] as string) : null;
  const unreadable = (what: string): Ending => ({
    status: "failed",
    error: named("UnreadableStep", `Step "${label.name}" is not valid: ${what}.`),
  });
  switch (op.op) {
    case "StepPlanned":
      return { ...base, kind: "step", due: now };
    case "Sleep": {
      const due = parseDue(op.name ?? "", now);
      return due === null ? unreadable("its duration cannot be read") : { ...base, kind: "sleep", due };
    }
    case "WaitForEvent": {
      const due = parseDue(text("timeout") ?? "", now);
      const expression = text("if");
      if (due === null) return unreadable("its timeout cannot be read");
      if (expression) {
        try {
          compileExpression(expression);
        } catch (error) {
          return unreadable(`its expression does not parse (${toWireError(error).message.split("\n")[0]})`);
        }
      }
      return { ...base, kind: "wait", due, eventName: op.name ?? "", expression };
    }
    case "InvokeFunction": {
      const functionId = text("function_id") ?? "";
      if (!functions.has(functionId)) {
        const error = named("InngestInvokeError", `Function "${functionId}" does not exist.`);
        return { ...label, memo: { error }, failed: true };
      }
      const payload = op.opts?.payload as { data?: unknown } | undefined;
      if (bytesOf(payload?.data) > limits.eventBytes) {
        const message = `The data for function "${functionId}" is over ${limits.eventBytes} bytes.`;
        return { ...label, memo: { error: named("InngestInvokeError", message) }, failed: true };
      }
      const due = text("timeout") ? parseDue(text("timeout") ?? "", now) : now + YEAR;
      if (due === null) return unreadable("its timeout cannot be read");
      return { ...base, kind: "invoke", due, invoke: { functionId, data: payload?.data } };
    }
    default:
      return { status: "failed", error: unsupported(op) };
  }
}

function timerResult(job: ClaimedJob): Settled {
  const label = { hash: job.stepHash ?? "", op: job.kind, name: "" };
  if (job.kind !== "invoke") return { ...label, memo: null, failed: false };
  const error = named("InngestInvokeTimeoutError", "The invoked function did not end in time.");
  return { ...label, memo: { error }, failed: true };
}

/** Decides about a run's timeout. A running call is never interrupted, because its answer may end the run. */
function decideTimeout(job: ClaimedJob, { now, functions }: DecideContext): Effect {
  const { start = null, finish = null } = functions.get(job.functionId)?.timeouts ?? {};
  const effect = (next: Effect["next"]): Effect => ({ settled: [], planned: [], next });
  const startedAt = job.startedAt ?? (job.calling ? now : null);
  if (startedAt === null && start !== null) return effect({ kind: "end", status: "cancelled" });
  if (finish === null) return effect({ kind: "check again", at: null });
  const due = (startedAt ?? now) + finish;
  if (now < due) return effect({ kind: "check again", at: due });
  if (job.calling) return effect({ kind: "check again", at: now + CHECK_AGAIN_MS });
  return effect({ kind: "end", status: "cancelled" });
}

function settle(job: ClaimedJob, result: Settled): Effect {
  return {
    settled: [{ ...result, hash: job.stepHash ?? result.hash }],
    planned: [],
    next: { kind: "continue" },
  };
}

function retry(job: ClaimedJob, error: WireError, after: number | null, context: DecideContext): Effect {
  if (job.attempt + 1 >= job.maxAttempts) return end(error);
  const at = context.now + backoff(job.attempt, after, context.random);
  return { settled: [], planned: [], next: { kind: "retry", at, error } };
}

const notReached = (job: ClaimedJob, context: DecideContext): Effect =>
  retry(job, named("StepNotReached", "The function did not reach the planned step."), null, context);
const end = (error: WireError): Effect => ({
  settled: [],
  planned: [],
  next: { kind: "end", status: "failed", error },
});
const named = (name: string, message: string): WireError => ({ name, message });
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? "");
const tooLarge = (value: unknown) => bytesOf(value) > limits.outputBytes;
const unsupported = (op: Op) =>
  named(
    "UnsupportedStep",
    `The embedded engine does not implement "${op.op}" (step "${op.displayName ?? op.id}").`,
  );
