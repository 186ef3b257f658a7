import type postgres from "postgres";
import type { ClaimedJob } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { transaction } from "@/inngest/embedded/store/transaction";
import type { Effect } from "./decide";
import { flushLedger } from "./flush-ledger";
import { endRun, freeKeys, type Ledger, openLedger, planStep, settlePlanned, settleStep } from "./ledger";

export type Settlement = { job: ClaimedJob; effect: Effect };

/**
 * `kept`: the worker continues with the run. `dropped`: the job no longer belonged to this worker; nothing changed.
 */
export type Verdict = "kept" | "released" | "dropped";

export type SettleOptions = {
  now: number;
  registry: Registry;
  owner: string;
  leaseMs: number;
  /** Whether the worker may keep a run whose body must be called again. */
  keep: boolean;
};

/**
 * Stores the changes of a batch of attempts in one transaction. An attempt changes nothing if another worker took over
 * its job or its run has ended.
 *
 * @returns a verdict for each settlement, and whether new jobs are due now
 */
export async function settleBatch(
  sql: postgres.Sql,
  batch: Settlement[],
  options: SettleOptions,
): Promise<{ verdicts: Verdict[]; wakes: boolean }> {
  return transaction(sql, async (tx) => {
    // Both statements are sent together; the second one runs after the first one has locked the runs.
    const [ledger, jobs] = await Promise.all([
      openLedger(tx, [...new Set(batch.map(({ job }) => job.runId))], options.now),
      tx<{ id: string; generation: number }[]>`
        select id, generation from engine.jobs where id = any (${batch.map(({ job }) => job.id)}::bigint[])
        order by id for update`,
    ]);
    const generations = new Map(jobs.map((job) => [job.id, job.generation]));
    const verdicts = batch.map(({ job, effect }): Verdict => {
      const isCurrent = generations.get(job.id) === job.generation;
      generations.delete(job.id);
      return isCurrent ? apply(ledger, job, effect, options) : "dropped";
    });
    return { verdicts, wakes: await flushLedger(tx, ledger) };
  });
}

function apply(ledger: Ledger, job: ClaimedJob, effect: Effect, options: SettleOptions): Verdict {
  const run = ledger.runs.get(job.runId);
  if (run?.status !== "running") return "dropped";
  const { next } = effect;
  if (run.startedAt === null && job.kind !== "timeout") {
    run.startedAt = job.claimedAt;
    run.touched = true;
  }
  if (next.kind === "end") {
    endRun(ledger, run, next, { events: job.events, registry: options.registry });
    return "released";
  }
  if (next.kind === "check again") {
    if (next.at === null) ledger.jobsDone.push(job.id);
    else ledger.jobChanges.push({ id: job.id, attempt: 0, error: null, at: next.at, owner: null });
    return "released";
  }
  if (next.kind === "retry") {
    const { at, error } = next;
    ledger.jobChanges.push({ id: job.id, attempt: job.attempt + 1, error, at, owner: null });
    freeKeys(ledger, run, 1);
    return "released";
  }
  const finish = options.registry.functions.get(run.functionId)?.timeouts?.finish ?? null;
  if (finish !== null && run.startedAt !== null && options.now >= run.startedAt + finish) {
    endRun(ledger, run, { status: "cancelled" }, { events: job.events, registry: options.registry });
    return "released";
  }
  if (job.kind !== "discover") {
    for (const result of effect.settled) {
      settlePlanned(ledger, run, { id: job.id, attempts: job.attempt + 1 }, result);
    }
    if (job.kind === "step") freeKeys(ledger, run, 1);
    return "released";
  }
  for (const result of effect.settled) settleStep(ledger, run, result, job.attempt + 1);
  for (const planned of effect.planned) planStep(ledger, run, planned);
  if (effect.planned.length > 0) {
    ledger.jobsDone.push(job.id);
    freeKeys(ledger, run, 1);
    return "released";
  }
  const at = options.keep ? options.now + options.leaseMs : options.now;
  const owner = options.keep ? options.owner : null;
  ledger.jobChanges.push({ id: job.id, attempt: 0, error: null, at, owner });
  if (!options.keep) freeKeys(ledger, run, 1);
  return options.keep ? "kept" : "released";
}
