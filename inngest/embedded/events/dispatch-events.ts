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
 * Turns waiting events into runs, answers of waits and cancellations, some in one transaction. One worker at a
 * time does so; another one's call finds the lock taken and leaves the work to it.
 *
 * @returns the number of events taken
 */
export async function dispatchEvents(sql: postgres.Sql, options: DispatchOptions): Promise<number> {
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

async function dispatchBatch(sql: postgres.Sql, options: DispatchOptions, limit: number): Promise<number> {
  const { registry, now } = options;
  return transaction(sql, async (tx) => {
    const [lock] = await tx`select pg_try_advisory_xact_lock(${DISPATCH_LOCK}) as held`;
    if (!lock?.held) return 0;
    const waiting = await takeEvents(tx, registry, limit);
    const [first] = waiting;
    if (!first) return 0;
    // Whatever may cancel comes alone. It never meets the runs that it starts itself.
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

/** The runs that start, after every limit of their functions, and the live ones that they replace. */
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

/** Ends the victims and hands out the answers, under the locks of all these runs. */
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
