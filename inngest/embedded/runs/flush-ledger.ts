import type postgres from "postgres";
import { enqueueEvents } from "@/inngest/embedded/store/enqueue-events";
import type { Ledger, LockedRun } from "./ledger";

/**
 * Writes all changes of a ledger. The statements are sent together, in one round trip.
 *
 * @returns whether new jobs or events are due now
 */
export async function flushLedger(tx: postgres.TransactionSql, ledger: Ledger): Promise<boolean> {
  const now = new Date(ledger.now).toISOString();
  const touched = [...ledger.runs.values()].filter((run) => run.touched);
  const ended = touched.filter((run) => run.status !== "running");
  const resumed = touched.filter((run) => run.resumes && going(run));
  const planned = ledger.planned.filter(({ run }) => going(run));
  const newJobs = [
    ...resumed.map((run) => jobRow(run, { kind: "discover", due: ledger.now })),
    ...planned.map((step) => jobRow(step.run, step)),
  ];
  const work: PromiseLike<unknown>[] = [];
  const write = (rows: unknown[], statement: (json: string) => PromiseLike<unknown>) => {
    if (rows.length > 0) work.push(statement(JSON.stringify(rows)));
  };

  write(ledger.jobsDone, () => tx`delete from engine.jobs where id = any (${ledger.jobsDone}::bigint[])`);
  write(ended, () => tx`delete from engine.jobs where run_id = any (${ended.map((run) => run.id)}::text[])`);
  write(
    stepRows(ledger, now),
    (json) => tx`
    insert into engine.steps
      (run_id, hash, op, name, memo, failed, position, attempts, planned_at, settled_at)
    select run_id, hash, op, name, memo::json, coalesce(failed, false), position, coalesce(attempts, 0),
      ${now}::timestamptz, settled_at
    from json_to_recordset(${json}::text::json) as x(run_id text, hash text, op text, name text, memo text,
      failed boolean, position int, attempts int, settled_at timestamptz)
    on conflict (run_id, hash) do update set memo = excluded.memo, failed = excluded.failed,
      position = excluded.position, attempts = excluded.attempts, settled_at = excluded.settled_at
    where steps.position is null and excluded.position is not null`,
  );
  write(
    newJobs,
    (json) => tx`
    insert into engine.jobs
      (run_id, function_id, kind, step_hash, due_at, run_at, key1, key2, event_name, match_expr)
    select run_id, function_id, kind, step_hash, due_at, due_at, key1, key2, event_name, match_expr
    from json_to_recordset(${json}::text::json) as x(run_id text, function_id text, kind text, step_hash text,
      due_at timestamptz, key1 text, key2 text, event_name text, match_expr text)`,
  );
  write(
    ledger.jobChanges,
    () => tx`
    update engine.jobs j set attempt = x.attempt, error = x.error::json, due_at = x.at, run_at = x.at,
      lease_owner = x.owner, generation = j.generation + 1
    from json_to_recordset(${JSON.stringify(ledger.jobChanges.map(changeRow))}::text::json)
      as x(id bigint, attempt int, error text, at timestamptz, owner text)
    where j.id = x.id`,
  );
  write(
    touched.map((run) => runRow(run, now)),
    (json) => tx`
    update engine.runs r set status = x.status, pending = x.pending, settled = x.settled,
      output = x.output::json, error = x.error::json, started_at = x.started_at, ended_at = x.ended_at
    from json_to_recordset(${json}::text::json) as x(id text, status text, pending int, settled int,
      output text, error text, started_at timestamptz, ended_at timestamptz)
    where r.id = x.id`,
  );
  write(ledger.events, () => enqueueEvents(tx, ledger.events, { now: ledger.now }));
  const freed = [...ledger.freed].map(([key, slots]) => ({ key, slots }));
  let woken = 0;
  write(freed, async (json) => {
    const rows = await tx`
    update engine.jobs j set parked_on = null, run_at = j.due_at
    where j.id in (
      select next.id from json_to_recordset(${json}::text::json) as x(key text, slots int),
        lateral (select id from engine.jobs where parked_on = x.key order by due_at, id limit x.slots) next)`;
    woken = rows.count;
  });
  await Promise.all(work);
  const dueNow = resumed.length > 0 || planned.some(({ due }) => due <= ledger.now);
  return dueNow || ledger.events.length > 0 || woken > 0;
}

const going = (run: LockedRun) => run.status === "running";

function stepRows(ledger: Ledger, now: string) {
  return [
    ...ledger.planned.map((step) => ({ run_id: step.run.id, hash: step.hash, op: step.op, name: step.name })),
    ...ledger.settled.map((step) => ({
      run_id: step.runId,
      hash: step.hash,
      op: step.op,
      name: step.name,
      memo: JSON.stringify(step.memo),
      failed: step.failed,
      position: step.position,
      attempts: step.attempts,
      settled_at: now,
    })),
  ];
}

const runRow = (run: LockedRun, now: string) => ({
  id: run.id,
  status: run.status,
  pending: going(run) ? run.pending : 0,
  settled: run.settled,
  output: run.ending?.status === "completed" ? JSON.stringify(run.ending.output ?? null) : null,
  error: run.ending?.status === "failed" ? JSON.stringify(run.ending.error) : null,
  started_at: run.startedAt === null ? null : new Date(run.startedAt).toISOString(),
  ended_at: going(run) ? null : now,
});

type JobRow = {
  kind: string;
  due: number;
  hash?: string;
  eventName?: string | null;
  expression?: string | null;
};

function jobRow(run: LockedRun, job: JobRow) {
  // Only jobs that call the function take a slot of its concurrency keys.
  const calls = job.kind === "discover" || job.kind === "step";
  return {
    run_id: run.id,
    function_id: run.functionId,
    kind: job.kind,
    step_hash: job.hash ?? null,
    due_at: new Date(job.due).toISOString(),
    key1: calls ? run.key1 : null,
    key2: calls ? run.key2 : null,
    event_name: job.eventName ?? null,
    match_expr: job.expression ?? null,
  };
}

const changeRow = (change: Ledger["jobChanges"][number]) => ({
  ...change,
  error: change.error ? JSON.stringify(change.error) : null,
  at: new Date(change.at).toISOString(),
});
