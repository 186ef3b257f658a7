import { callFunction } from "@/inngest/embedded/sdk/call-function";
import { type ClaimedJob, type Outcome, toWireError } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { decide } from "./decide";
import type { Settlement, Verdict } from "./settle";

/**
 * Returns a function that runs a claimed job: it calls the job's function and stores the result, and repeats this
 * while the worker keeps the job.
 */
export function createJobWorker({
  handler,
  registry,
  clock,
  random,
  settle,
}: {
  handler: (request: Request) => Promise<Response>;
  registry: Registry;
  clock: () => number;
  random: () => number;
  settle: (settlement: Settlement) => Promise<Verdict>;
}): (job: ClaimedJob) => Promise<void> {
  const attempt = async (job: ClaimedJob): Promise<Outcome> => {
    if (job.kind !== "discover" && job.kind !== "step") return { kind: "timer" };
    if (!registry.functions.has(job.functionId)) {
      const message = `The function "${job.functionId}" is no longer served.`;
      return { kind: "retry", error: { name: "FunctionNotFound", message }, retryAfterMs: null };
    }
    if (job.attempt < job.maxAttempts) return callFunction(handler, job, clock);
    const message = "The worker was lost during the last attempt.";
    return { kind: "fail", error: { name: "WorkerLost", message } };
  };
  const decideNow = (job: ClaimedJob, outcome: Outcome) =>
    decide(job, outcome, { now: clock(), random, functions: registry.functions });

  return async (job) => {
    for (;;) {
      const effect = decideNow(job, await attempt(job));
      const verdict = await settle({ job, effect }).catch((error: unknown) => {
        const refusal = { ...toWireError(error), name: "ResultNotStored" };
        return settle({ job, effect: decideNow(job, { kind: "retry", error: refusal, retryAfterMs: null }) });
      });
      if (verdict !== "kept") return;
      job.attempt = 0;
      job.generation += 1;
      for (const { hash, memo } of effect.settled) job.steps.push([hash, memo]);
    }
  };
}
