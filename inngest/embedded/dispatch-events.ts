import type postgres from "postgres";
import { evaluateKey, matches } from "./expressions";
import { flushLedger } from "./flush-ledger";
import { openLedger, settlePlanned } from "./ledger";
import type { NewRun } from "./new-run";
import { insertRuns, newRunId } from "./new-run";
import type { EngineEvent } from "./protocol";
import type { Registry } from "./registry";
import { isRefusal, transaction } from "./transaction";

const BATCH = 200;
const DAY = 86_400_000;
const DISPATCH_LOCK = 7_262_020;

type StoredEvent = {
  seq: string;
  id: string;
  externalId: string | null;
  name: string;
  data: unknown;
  ts: string;
};
type Start = { run: NewRun; keys: string[] };
type Wait = {
  id: string;
  runId: string;
  stepHash: string;
  eventName: string;
  expression: string | null;
  source: EngineEvent;
};

/**
 * Turns waiting events into runs and into answers of waits, a batch in one transaction. One worker at a time
 * does so; another one's call finds the lock taken and leaves the work to it.
 *
 * @returns the number of events taken
 */
export async function dispatchEvents(
  sql: postgres.Sql,
  options: { registry: Registry; now: number },
): Promise<number> {
  try {
    return await dispatchBatch(sql, options, BATCH);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // One event of the batch is refused: alone, each shows whether it is the one, which is set aside.
  try {
    return await dispatchBatch(sql, options, 1);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await sql`
      update engine.events set dispatched_at = ${new Date(options.now).toISOString()}, error = ${String(error)}
      where seq = (select min(seq) from engine.events where dispatched_at is null)`;
    return 1;
  }
}

async function dispatchBatch(
  sql: postgres.Sql,
  { registry, now }: { registry: Registry; now: number },
  limit: number,
): Promise<number> {
  return transaction(sql, async (tx) => {
    const [lock] = await tx`select pg_try_advisory_xact_lock(${DISPATCH_LOCK}) as held`;
    if (!lock?.held) return 0;
    const stored = await tx<StoredEvent[]>`
      select seq, id, external_id as "externalId", name, data, ts from engine.events
      where dispatched_at is null order by seq limit ${limit}`;
    if (stored.length === 0) return 0;
    const starts = stored.flatMap((row) => planStarts(row, registry, now));
    const admitted = await admit(tx, starts, now);
    await answerWaits(tx, stored, now);
    await Promise.all([
      admitted.length > 0 ? insertRuns(tx, admitted) : null,
      tx`update engine.events set dispatched_at = ${new Date(now).toISOString()}
         where seq = any (${stored.map((row) => row.seq)}::bigint[])`,
    ]);
    return stored.length;
  });
}

function planStarts(row: StoredEvent, registry: Registry, now: number): Start[] {
  const event = toEvent(row);
  return registry
    .startedBy(row.name)
    .filter(({ triggers }) => triggers.some((trigger) => matches(trigger.expression, { event })))
    .map(({ fn }) => {
      const run = {
        id: newRunId(now),
        fn,
        event,
        createdAt: now,
        dueAt: Math.max(now, event.ts),
        parent: null,
      };
      const keys: string[] = [];
      // The engine's own events carry the run's id, each under several names.
      if (row.externalId !== null && !row.name.startsWith("inngest/")) keys.push(`id:${row.externalId}`);
      const key = fn.idempotency === null ? null : evaluateKey(fn.idempotency, { event });
      if (key !== null) keys.push(`key:${key}`);
      return { run, keys };
    });
}

/** Leaves out the runs whose event id or idempotency key their function took within 24 hours. */
async function admit(tx: postgres.TransactionSql, starts: Start[], now: number): Promise<NewRun[]> {
  const claims = new Map<string, { function_id: string; key: string; run_id: string }>();
  for (const { run, keys } of starts) {
    for (const key of keys) {
      const name = `${run.fn.id} ${key}`;
      if (!claims.has(name)) claims.set(name, { function_id: run.fn.id, key, run_id: run.id });
    }
  }
  if (claims.size === 0) return starts.map(({ run }) => run);
  const taken = await tx<{ functionId: string; key: string; runId: string }[]>`
    insert into engine.idempotency (function_id, key, run_id, expires_at)
    select function_id, key, run_id, ${new Date(now + DAY).toISOString()}
    from json_to_recordset(${JSON.stringify([...claims.values()])}::text::json)
      as x(function_id text, key text, run_id text)
    on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
    where idempotency.expires_at <= ${new Date(now).toISOString()}
    returning function_id as "functionId", key, run_id as "runId"`;
  const holders = new Map(taken.map((row) => [`${row.functionId} ${row.key}`, row.runId]));
  return starts
    .filter(({ run, keys }) => keys.every((key) => holders.get(`${run.fn.id} ${key}`) === run.id))
    .map(({ run }) => run);
}

/** Settles the waits that these events answer: each wait takes the first event that matches. */
async function answerWaits(tx: postgres.TransactionSql, stored: StoredEvent[], now: number): Promise<void> {
  const waits = await tx<Wait[]>`
    select j.id, j.run_id as "runId", j.step_hash as "stepHash", j.event_name as "eventName",
      j.match_expr as expression, r.events -> 0 as source
    from engine.jobs j join engine.runs r on r.id = j.run_id
    where j.kind = 'wait' and j.event_name = any (${[...new Set(stored.map((row) => row.name))]}::text[])
    order by j.id`;
  const answers = waits.flatMap((wait) => {
    const row = stored.find(
      (candidate) =>
        candidate.name === wait.eventName &&
        matches(wait.expression, { event: wait.source, async: toEvent(candidate) }),
    );
    return row ? [{ wait, event: toEvent(row) }] : [];
  });
  if (answers.length === 0) return;
  const ledger = await openLedger(tx, [...new Set(answers.map(({ wait }) => wait.runId))], now);
  const held = await tx<{ id: string }[]>`
    select id from engine.jobs where id = any (${answers.map(({ wait }) => wait.id)}::bigint[])
    order by id for update`;
  const open = new Set(held.map((row) => row.id));
  for (const { wait, event } of answers) {
    const run = ledger.runs.get(wait.runId);
    if (run?.status !== "running" || !open.has(wait.id)) continue;
    const result = { hash: wait.stepHash, op: "WaitForEvent", name: "", memo: event, failed: false };
    settlePlanned(ledger, run, { id: wait.id, attempts: 1 }, result);
  }
  await flushLedger(tx, ledger);
}

const toEvent = (row: StoredEvent): EngineEvent => ({
  id: row.externalId ?? row.id,
  name: row.name,
  data: row.data,
  ts: Number(row.ts),
});
