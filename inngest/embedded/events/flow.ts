import type postgres from "postgres";
import type { Rate } from "@/inngest/embedded/sdk/engine-function";
import { matches } from "@/inngest/embedded/sdk/expressions";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";
import type { NewRun } from "./new-run";
import { keyOf } from "./plan-starts";

/**
 * Applies a function's rate limit, debounce, batch and throttle to a new run. Only one dispatcher runs at a time, so
 * the counters need no lock.
 *
 * @returns the run to store, or null if it is dropped
 */
export async function applyFlow(
  tx: postgres.TransactionSql,
  run: NewRun,
  now: number,
): Promise<NewRun | null> {
  const { rateLimit, throttle } = run.fn;
  if (rateLimit && (await takeTurn(tx, run, { kind: "rateLimit", rate: rateLimit, now })) > now) return null;
  // An invocation is never joined with other events, because its invoker waits for this run.
  const gathered = run.parent === null ? await gather(tx, run, now) : run;
  if (!throttle) return gathered;
  const turn = await takeTurn(tx, run, { kind: "throttle", rate: throttle, now });
  return { ...gathered, startAt: Math.max(gathered.dueAt, turn) };
}

/**
 * When the rate allows the run to start (GCRA): `limit + burst` runs at once, then one every `period / limit`. The
 * turn is used up, except for a rate limit whose turn is in the future, because its run is dropped.
 */
async function takeTurn(
  tx: postgres.TransactionSql,
  run: NewRun,
  { kind, rate, now }: { kind: "throttle" | "rateLimit"; rate: Rate; now: number },
): Promise<number> {
  const { fn } = run;
  const key = keyOf(fn, rate.key, run.events[0]);
  const interval = rate.period / rate.limit;
  const [row] = await tx<{ nextAt: Date }[]>`
    select next_at as "nextAt" from engine.flow where function_id = ${fn.id} and kind = ${kind} and key = ${key}`;
  const next = Math.max(row?.nextAt.getTime() ?? now, now);
  const turn = Math.max(now, next - interval * (rate.limit + rate.burst - 1));
  if (kind === "rateLimit" && turn > now) return turn;
  await tx`
    insert into engine.flow (function_id, kind, key, next_at)
    values (${fn.id}, ${kind}, ${key}, ${new Date(next + interval).toISOString()})
    on conflict (function_id, kind, key) do update set next_at = excluded.next_at`;
  return turn;
}

/** Joins the run with the run that is still collecting events of the same key, and replaces that run. */
async function gather(tx: postgres.TransactionSql, run: NewRun, now: number): Promise<NewRun> {
  const { fn, events } = run;
  const { debounce, batch } = fn;
  const options = batch && matches(batch.if, { event: events[0] }) ? batch : debounce;
  if (!options) return run;
  const gatherKey = keyOf(fn, options.key, events[0]);
  // If a worker claims the job meanwhile, the row no longer matches, and a new run starts.
  const [open] = await tx<{ runId: string; events: [EngineEvent, ...EngineEvent[]]; createdAt: Date }[]>`
    select r.id as "runId", r.events, r.created_at as "createdAt"
    from engine.runs r join engine.jobs j on j.run_id = r.id
    where r.gather_key = ${gatherKey} and r.ended_at is null
      and j.kind = 'discover' and j.generation = 0 and j.run_at > ${new Date(now).toISOString()}
    for update of j`;
  if (open) await tx`delete from engine.runs where id = ${open.runId}`;
  const createdAt = open?.createdAt.getTime() ?? now;
  if (!batch) {
    const { period, timeout = Number.POSITIVE_INFINITY } = debounce ?? { period: 0 };
    const dueAt = Math.min(now + period, createdAt + timeout);
    return { ...run, createdAt, gatherKey, dueAt, startAt: dueAt };
  }
  const together: NewRun["events"] = open ? [...open.events, ...events] : events;
  const isFull = together.length >= batch.maxSize;
  const dueAt = isFull ? now : createdAt + batch.timeout;
  return { ...run, events: together, createdAt, gatherKey: isFull ? null : gatherKey, dueAt, startAt: dueAt };
}
