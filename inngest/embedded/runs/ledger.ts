import type postgres from "postgres";
import type { EngineEvent, WireError } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import type { QueuedEvent } from "@/inngest/embedded/store/enqueue-events";
import type { Ending, Planned, Settled } from "./decide";

/** A run whose row is locked. The fields hold the values to write. */
export type LockedRun = {
  id: string;
  functionId: string;
  status: "running" | "completed" | "failed" | "cancelled";
  pending: number;
  settled: number;
  key1: string | null;
  key2: string | null;
  parentRunId: string | null;
  parentStep: string | null;
  /** Whether any step waits for `inngest/function.finished`. */
  finishAwaited: boolean;
  /** When its body was first called, in milliseconds since 1970. */
  startedAt: number | null;
  asked: "cancel" | "retry" | null;
  touched: boolean;
  /** Whether the body must be called again, because the last planned operation has settled. */
  resumes: boolean;
  ending: Ending | null;
};

type JobChange = {
  id: string;
  attempt: number;
  error: WireError | null;
  at: number;
  owner: string | null;
};

const wireStatus = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" } as const;

/** The changes of one transaction, collected while the runs are locked and written together. */
export type Ledger = {
  now: number;
  runs: Map<string, LockedRun>;
  /** The waiting invoke jobs, keyed by "parent run id, space, step hash". */
  invokers: Map<string, string>;
  settled: (Settled & { runId: string; position: number; attempts: number })[];
  planned: (Planned & { run: LockedRun })[];
  jobChanges: JobChange[];
  jobsDone: string[];
  events: QueuedEvent[];
  /** The number of released slots, by concurrency key. */
  freed: Map<string, number>;
};

/**
 * Locks runs, and the parents that invoked them, in the order of their ids, so that transactions of different engines
 * cannot deadlock.
 */
export async function openLedger(
  tx: postgres.TransactionSql,
  runIds: string[],
  now: number,
): Promise<Ledger> {
  const rows = await tx<LockedRun[]>`
    select id, function_id as "functionId", status, pending, settled, key1, key2,
      parent_run_id as "parentRunId", parent_step as "parentStep",
      exists (select from engine.jobs where kind = 'wait' and event_name = 'inngest/function.finished')
        as "finishAwaited", (extract(epoch from started_at) * 1000)::float8 as "startedAt", asked,
      false as touched, false as resumes, null as ending
    from engine.runs
    where id in (
      select unnest(${runIds}::text[]) union
      select parent_run_id from engine.runs where id = any (${runIds}::text[]) and parent_run_id is not null
    )
    order by id for update`;
  const runs = new Map(rows.map((row) => [row.id, row]));
  const children = rows.filter((row) => row.parentRunId !== null && runs.has(row.parentRunId));
  const invokers = new Map<string, string>();
  if (children.length > 0) {
    const waiting = await tx<{ id: string; runId: string; stepHash: string }[]>`
      select id, run_id as "runId", step_hash as "stepHash" from engine.jobs
      where kind = 'invoke' and run_id = any (${children.map((child) => child.parentRunId ?? "")}::text[])
      order by id for update`;
    for (const job of waiting) invokers.set(`${job.runId} ${job.stepHash}`, job.id);
  }
  const empty = { settled: [], planned: [], jobChanges: [], jobsDone: [], events: [] };
  return { now, runs, invokers, ...empty, freed: new Map() };
}

/** Records a step's result. The order of these calls is the order of completion. */
export function settleStep(ledger: Ledger, run: LockedRun, result: Settled, attempts: number): void {
  run.settled += 1;
  run.touched = true;
  ledger.settled.push({ ...result, runId: run.id, position: run.settled, attempts });
}

/** Records the result of a planned operation and ends its job. */
export function settlePlanned(
  ledger: Ledger,
  run: LockedRun,
  job: { id: string; attempts: number },
  result: Settled,
): void {
  settleStep(ledger, run, result, job.attempts);
  run.pending -= 1;
  run.resumes = run.pending === 0;
  ledger.jobsDone.push(job.id);
}

/** Records an operation that settles later. For an invocation, also records its event. */
export function planStep(ledger: Ledger, run: LockedRun, planned: Planned): void {
  run.pending += 1;
  run.touched = true;
  ledger.planned.push({ ...planned, run });
  if (!planned.invoke) return;
  const { functionId, data } = planned.invoke;
  const correlation = `${run.id}.${planned.hash}`;
  const marks = { _inngest: { fn_id: functionId, gid: correlation, source_fn_id: run.functionId } };
  ledger.events.push({
    name: "inngest/function.invoked",
    data: { ...(typeof data === "object" ? data : {}), ...marks },
    short: marks,
    ts: ledger.now,
    target: functionId,
    parent: { runId: run.id, step: planned.hash },
  });
}

/** Ends a run: deletes its jobs, records the events about its end, and passes the result to its invoker. */
export function endRun(
  ledger: Ledger,
  run: LockedRun,
  ending: Ending,
  source: { events: EngineEvent[]; registry: Registry },
): void {
  freeKeys(ledger, run, run.pending + 1);
  run.status = ending.status;
  run.ending = ending;
  run.touched = true;
  const data = {
    function_id: run.functionId,
    run_id: run.id,
    event: source.events[0],
    events: source.events,
    _inngest: { status: wireStatus[ending.status] },
    ...(run.parentStep ? { correlation_id: `${run.parentRunId}.${run.parentStep}` } : {}),
    ...(ending.status === "failed" ? { error: ending.error } : {}),
    ...(ending.status === "completed" ? { result: ending.output ?? null } : {}),
  };
  const [first] = source.events;
  const short = { ...data, event: { id: first?.id, name: first?.name }, events: [], ...shortError(ending) };
  const emit = (name: string) => ledger.events.push({ name, data, short, ts: ledger.now, id: run.id });
  if (ending.status === "failed") emit("inngest/function.failed");
  const finished = "inngest/function.finished";
  if (ending.status === "cancelled") emit("inngest/function.cancelled");
  else if (run.finishAwaited || source.registry.startedBy(finished).length > 0) emit(finished);
  settleInvoker(ledger, run, ending);
}

function settleInvoker(ledger: Ledger, run: LockedRun, ending: Ending): void {
  const parent = run.parentRunId === null ? undefined : ledger.runs.get(run.parentRunId);
  const invoker = ledger.invokers.get(`${run.parentRunId} ${run.parentStep}`);
  if (parent?.status !== "running" || !invoker || run.parentStep === null) return;
  const label = { hash: run.parentStep, op: "InvokeFunction", name: "" };
  const failed = ending.status !== "completed";
  const memo = ending.status === "completed" ? { data: ending.output ?? null } : { error: cause(ending) };
  settlePlanned(ledger, parent, { id: invoker, attempts: 1 }, { ...label, memo, failed });
}

const cause = (ending: Exclude<Ending, { status: "completed" }>): WireError =>
  ending.status === "failed"
    ? ending.error
    : { name: "InngestInvokeError", message: "The invoked function was cancelled." };

const SHORT_MESSAGE = 1_000;

const shortError = (ending: Ending) =>
  ending.status === "failed"
    ? { error: { name: ending.error.name, message: ending.error.message.slice(0, SHORT_MESSAGE) } }
    : {};

/** Reopens a failed run where it failed. Successful steps keep their results; failed steps run again. */
export function reopenRun(run: LockedRun): void {
  Object.assign(run, { status: "running", pending: 0, startedAt: null, touched: true, resumes: true });
}

/** Records that `count` slots of each of the run's concurrency keys are released. */
export function freeKeys(ledger: Ledger, run: LockedRun, count: number): void {
  for (const key of [run.key1, run.key2]) {
    if (key !== null) ledger.freed.set(key, (ledger.freed.get(key) ?? 0) + count);
  }
}
