import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { evaluateKey } from "./expressions";
import type { EngineEvent } from "./protocol";
import type { EngineFunction } from "./registry";

/** A run to be stored, with its first job. Times are milliseconds since 1970. */
export type NewRun = {
  id: string;
  fn: EngineFunction;
  event: EngineEvent;
  createdAt: number;
  /** When its body may run first; later than `createdAt` for an event with a future `ts`. */
  dueAt: number;
  parent: { runId: string; step: string } | null;
};

/** A run id that grows with time, so that the newest rows stay together in the index. */
export function newRunId(now: number): string {
  return `run_${now.toString(36).padStart(9, "0")}${randomBytes(8).toString("hex")}`;
}

/** Stores runs and their first jobs in one statement. Every id must be new. */
export async function insertRuns(tx: postgres.TransactionSql, runs: NewRun[]): Promise<void> {
  const rows = runs.map((run) => ({
    id: run.id,
    function_id: run.fn.id,
    // As text, for json columns keep what jsonb refuses (escaped NULs, lone surrogates).
    events: JSON.stringify([run.event]),
    max_attempts: run.fn.maxAttempts,
    key1: concurrencyKey(run, 0),
    key2: concurrencyKey(run, 1),
    parent_run_id: run.parent?.runId ?? null,
    parent_step: run.parent?.step ?? null,
    created_at: new Date(run.createdAt).toISOString(),
    due_at: new Date(run.dueAt).toISOString(),
  }));
  await tx`
    with input as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(
        id text, function_id text, events text, max_attempts int, key1 text, key2 text, parent_run_id text,
        parent_step text, created_at timestamptz, due_at timestamptz)
    ), stored as (
      insert into engine.runs
        (id, function_id, events, max_attempts, key1, key2, parent_run_id, parent_step, created_at)
      select id, function_id, events::json, max_attempts, key1, key2, parent_run_id, parent_step, created_at
      from input
    )
    insert into engine.jobs (run_id, function_id, kind, due_at, run_at, key1, key2)
    select id, function_id, 'discover', due_at, due_at, key1, key2 from input`;
}

function concurrencyKey({ fn, event }: NewRun, index: number): string | null {
  const limit = fn.concurrency[index];
  if (!limit) return null;
  return limit.key === undefined
    ? `${fn.id}#${index}`
    : `${fn.id}#${index}:${evaluateKey(limit.key, { event })}`;
}
