import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import type { EngineFunction } from "@/inngest/embedded/sdk/engine-function";
import { evaluateKey, evaluateNumber } from "@/inngest/embedded/sdk/expressions";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";

const MAX_PRIORITY_S = 600;
/** The step hash of the job for a run's timeout. */
const TIMEOUT_HASH = "!timeout";

/** A run to store with its first job. Times are milliseconds since 1970. */
export type NewRun = {
  id: string;
  fn: EngineFunction;
  /** Several events for a batch. The run's keys come from the first event. */
  events: [EngineEvent, ...EngineEvent[]];
  createdAt: number;
  /** When the run is scheduled. Later than `createdAt` for an event with a future `ts`, a debounce or a batch. */
  dueAt: number;
  /** When a throttle lets the run start, at `dueAt` or later. */
  startAt: number;
  parent: { runId: string; step: string } | null;
  subject: string | null;
  singletonKey: string | null;
  /** The key under which further events join the run until it starts. */
  gatherKey: string | null;
};

/** Creates a run id that increases with time, so that the newest rows are adjacent in the index. */
export function newRunId(now: number): string {
  return `run_${now.toString(36).padStart(9, "0")}${randomBytes(8).toString("hex")}`;
}

/** Inserts runs and their first jobs in one statement. Every id must be new. */
export async function insertRuns(tx: postgres.TransactionSql, runs: NewRun[]): Promise<void> {
  const rows = runs.map((run) => ({
    id: run.id,
    function_id: run.fn.id,
    // As text into a json column, because jsonb refuses some strings (escaped NULs, lone surrogates).
    events: JSON.stringify(run.events),
    max_attempts: run.fn.maxAttempts,
    key1: concurrencyKey(run, 0),
    key2: concurrencyKey(run, 1),
    parent_run_id: run.parent?.runId ?? null,
    parent_step: run.parent?.step ?? null,
    created_at: new Date(run.createdAt).toISOString(),
    due_at: new Date(run.startAt - priorityMs(run)).toISOString(),
    run_at: new Date(Math.max(run.startAt, run.startAt - priorityMs(run))).toISOString(),
    timeout_at: timeoutAt(run),
    subject: run.subject,
    singleton_key: run.singletonKey,
    gather_key: run.gatherKey,
  }));
  await tx`
    with input as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(
        id text, function_id text, events text, max_attempts int, key1 text, key2 text, parent_run_id text,
        parent_step text, created_at timestamptz, due_at timestamptz, run_at timestamptz,
        timeout_at timestamptz, subject text, singleton_key text, gather_key text)
    ), stored as (
      insert into engine.runs
        (id, function_id, events, max_attempts, key1, key2, parent_run_id, parent_step, created_at, subject,
        singleton_key, gather_key)
      select id, function_id, events::json, max_attempts, key1, key2, parent_run_id, parent_step, created_at,
        subject, singleton_key, gather_key
      from input
    )
    insert into engine.jobs (run_id, function_id, kind, step_hash, due_at, run_at, key1, key2)
    select id, function_id, 'discover', null, due_at, run_at, key1, key2 from input
    union all
    select id, function_id, 'timeout', ${TIMEOUT_HASH}, timeout_at, timeout_at, null, null from input
    where timeout_at is not null`;
}

/** Milliseconds by which a run is moved forward in the queue; a negative number moves it back. */
function priorityMs({ fn, events }: NewRun): number {
  const seconds = fn.priority === null ? 0 : evaluateNumber(fn.priority, { event: events[0] });
  return Math.min(Math.max(seconds, -MAX_PRIORITY_S), MAX_PRIORITY_S) * 1_000;
}

/** When to check for the first time whether the run has exceeded a timeout. */
function timeoutAt({ fn, dueAt }: NewRun): string | null {
  const after = fn.timeouts?.start ?? fn.timeouts?.finish ?? null;
  return after === null ? null : new Date(dueAt + after).toISOString();
}

function concurrencyKey({ fn, events: [event] }: NewRun, index: number): string | null {
  const limit = fn.concurrency[index];
  if (!limit) return null;
  return limit.key === undefined
    ? `${fn.id}#${index}`
    : `${fn.id}#${index}:${evaluateKey(limit.key, { event })}`;
}
