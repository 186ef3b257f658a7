import type postgres from "postgres";
import { flushLedger } from "@/inngest/embedded/runs/flush-ledger";
import { endRun, openLedger } from "@/inngest/embedded/runs/ledger";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { isRefusal, transaction } from "@/inngest/embedded/store/transaction";
import { type Answer, findAnswers, findRefusals, recordAnswers } from "./answer-waits";
import { findCancelled, findSingleton, type Victim } from "./find-cancelled";
import { applyFlow } from "./flow";
import { insertRuns, type NewRun } from "./new-run";
import { admitOnce, planStarts, type SubjectOf } from "./plan-starts";
import { takeEvents, type WaitingEvent } from "./waiting-events";

const BATCH = 200;
const DISPATCH_LOCK = 7_262_020;

type DispatchOptions = { registry: Registry; now: number; subjectOf: SubjectOf };

/**
 * Turns waiting events into runs, answers to waits, and cancellations, a batch per transaction. Only one worker
 * dispatches at a time; a call by another worker finds the lock taken and returns 0.
 *
 * @returns the number of dispatched events
 */
export async function dispatchEvents(sql: postgres.Sql, options: DispatchOptions): Promise<number> {
  try {
    return await dispatchBatch(sql, options, BATCH);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // The database refuses some event of the batch. Dispatched one by one, the refused event is found and marked.
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

async function dispatchBatch(sql: postgres.Sql, options: DispatchOptions, limit: number): Promise<number> {
  const { registry, now } = options;
  return transaction(sql, async (tx) => {
    const [lock] = await tx`select pg_try_advisory_xact_lock(${DISPATCH_LOCK}) as held`;
    if (!lock?.held) return 0;
    const waiting = await takeEvents(tx, registry, limit);
    const [first] = waiting;
    if (!first) return 0;
    // An event that may cancel runs is dispatched alone, and never cancels the runs that it starts.
    const victims = waiting.length === 1 ? await findCancelled(tx, first, registry, now) : [];
    const { starts, replaced } = await limitStarts(tx, waiting, options);
    const isStarted = ({ runId, step }: NonNullable<NewRun["parent"]>) =>
      starts.some(({ parent }) => parent?.runId === runId && parent.step === step);
    const answers = [...(await findAnswers(tx, waiting)), ...(await findRefusals(tx, waiting, isStarted))];
    await change(tx, { victims: [...victims, ...replaced], answers, registry, now });
    await Promise.all([
      starts.length > 0 ? insertRuns(tx, starts) : null,
      tx`update engine.events set dispatched_at = ${new Date(now).toISOString()}
         where seq = any (${waiting.map(({ seq }) => seq)}::bigint[])`,
    ]);
    return waiting.length;
  });
}

/** Applies the limits of the functions. Returns the runs that start, and the live runs that they replace. */
async function limitStarts(
  tx: postgres.TransactionSql,
  waiting: WaitingEvent[],
  options: DispatchOptions,
): Promise<{ starts: NewRun[]; replaced: Victim[] }> {
  const planned = waiting.flatMap((event) => planStarts(event, options));
  const starts: NewRun[] = [];
  const replaced: Victim[] = [];
  for (const run of await admitOnce(tx, planned, options.now)) {
    const singleton = await findSingleton(tx, run);
    const start = singleton.isTaken ? null : await applyFlow(tx, run, options.now);
    if (start === null) continue;
    starts.push(start);
    replaced.push(...singleton.replaced);
  }
  return { starts, replaced };
}

/** Cancels the victims and records the answers, with all these runs locked. */
async function change(
  tx: postgres.TransactionSql,
  work: { victims: Victim[]; answers: Answer[]; registry: Registry; now: number },
): Promise<void> {
  const { victims, answers, registry, now } = work;
  if (victims.length + answers.length === 0) return;
  const ids = new Set([...victims.map(({ id }) => id), ...answers.map(({ runId }) => runId)]);
  const ledger = await openLedger(tx, [...ids], now);
  for (const { id, events } of victims) {
    const run = ledger.runs.get(id);
    if (run?.status === "running") endRun(ledger, run, { status: "cancelled" }, { events, registry });
  }
  await recordAnswers(tx, ledger, answers);
  await flushLedger(tx, ledger);
}
