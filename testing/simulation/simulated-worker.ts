import { serve } from "inngest/edge";
import type postgres from "postgres";
import { createClient } from "@/inngest/client";
import { createCron } from "@/inngest/embedded/events/cron";
import { dispatchEvents } from "@/inngest/embedded/events/dispatch-events";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import { decide } from "@/inngest/embedded/runs/decide";
import { settleBatch } from "@/inngest/embedded/runs/settle";
import { callFunction } from "@/inngest/embedded/sdk/call-function";
import type { ClaimedJob, Outcome } from "@/inngest/embedded/sdk/protocol";
import { loadRegistry, type Registry } from "@/inngest/embedded/sdk/registry";
import { claimJobs, heartbeat } from "@/inngest/embedded/store/leases";
import { functions } from "@/inngest/functions/registry";
import { relayOutbox } from "@/inngest/relay";
import { subjectOf } from "@/inngest/subject-of";
import type { SystemCtx } from "@/lib/services/core/context";
import type { Random } from "./random";
import type { Process, Scheduler } from "./scheduler";
import { ORIGIN } from "./sim-world";

const LEASE_MS = 15_000;
const BEAT_MS = LEASE_MS / 3;
const SLOTS = 4;
const POLL_MS = 1_000;
/** A wake-up takes a moment; events that arrive meanwhile are handled together. */
const WAKE_MS = 50;
const PARKED_MS = 10_000;
const MINUTE = 60_000;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

/** The state that the workers of one database share: the engine's tables, and when to poll them. */
export type Jobs = {
  sql: postgres.Sql;
  ctx: SystemCtx;
  scheduler: Scheduler;
  random: Random;
  registry: Registry;
  handler: (request: Request) => Promise<Response>;
  /** When the next job is due, as far as known. */
  nextAt: number;
  /** When the relay runs next, and what it handles. */
  relayAt: number;
  outboxFilled: boolean;
  eventsWait: boolean;
  /** Called for each failed attempt. */
  onFailure: (job: ClaimedJob, error: { name: string; message: string }) => void;
};

export async function openJobs(
  options: Omit<Jobs, "registry" | "handler" | "nextAt" | "relayAt" | "outboxFilled" | "eventsWait">,
): Promise<Jobs> {
  const { sql, ctx, scheduler } = options;
  const client = createClient({
    engine: "embedded",
    fetch: engineFetch(sql, () => scheduler.now),
    logger: silent,
  });
  const handler = serve({ client, functions: functions(client, ctx, { origin: ORIGIN }) });
  const registry = await loadRegistry(handler);
  const rows = [...registry.functions.values()].map((fn) => ({
    id: fn.id,
    limit1: fn.concurrency[0]?.limit ?? null,
    limit2: fn.concurrency[1]?.limit ?? null,
  }));
  await sql`
    insert into engine.functions (id, config, limit1, limit2, seen_at)
    select id, '{}', limit1, limit2, now() from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as x(id text, limit1 int, limit2 int)`;
  const idle = { nextAt: 0, relayAt: Number.POSITIVE_INFINITY, outboxFilled: false, eventsWait: false };
  return { ...options, handler, registry, ...idle };
}

/** Wakes the relay because the outbox has new rows, or because events wait to be dispatched. */
export function wakeRelay(jobs: Jobs, what: "outbox" | "events"): void {
  if (what === "outbox") jobs.outboxFilled = true;
  else jobs.eventsWait = true;
  jobs.relayAt = Math.min(jobs.relayAt, jobs.scheduler.now + WAKE_MS);
}

function wakeWorkers(jobs: Jobs): void {
  jobs.nextAt = Math.min(jobs.nextAt, jobs.scheduler.now + WAKE_MS);
}

/**
 * Relays the outbox, turns events into runs and starts schedules, as the loops of the engine do. These actors never
 * crash, because each of their steps is one transaction.
 */
export function startRelay(jobs: Jobs, process: Process, eachMinute: () => Promise<void>): void {
  const { scheduler, sql, registry } = jobs;
  scheduler.spawn(process, "relay", async () => {
    for (;;) {
      await scheduler.until(
        "relay",
        () => jobs.relayAt <= scheduler.now,
        () => jobs.relayAt,
      );
      jobs.relayAt = Number.POSITIVE_INFINITY;
      if (jobs.outboxFilled) {
        jobs.outboxFilled = false;
        const moved = await relayOutbox({ sql, deliver: { engine: "embedded" }, clock: () => scheduler.now });
        if (moved > 0) jobs.eventsWait = true;
      }
      if (!jobs.eventsWait) continue;
      await scheduler.gate("events wait");
      jobs.eventsWait = false;
      const taken = await dispatchEvents(sql, { registry, now: scheduler.now, subjectOf });
      if (taken > 0) wakeWorkers(jobs);
    }
  });
  const tick = createCron(sql, registry, scheduler.now);
  scheduler.spawn(process, "schedule", async () => {
    for (;;) {
      await scheduler.sleep("schedule", MINUTE - (scheduler.now % MINUTE));
      if (await tick(scheduler.now)) wakeRelay(jobs, "events");
      await eachMinute();
    }
  });
}

/** Starts a worker process: it claims jobs, calls the functions, stores results, and extends its leases. */
export function startWorker(jobs: Jobs, process: Process, life: number): void {
  const { scheduler, sql } = jobs;
  const owner = `${process.name}_${life}`;
  const lease = () => ({ owner, now: scheduler.now, leaseMs: LEASE_MS });
  const held = new Set<string>();
  scheduler.spawn(process, "claims", async () => {
    for (;;) {
      await scheduler.until(
        "claims",
        () => held.size < SLOTS && jobs.nextAt <= scheduler.now,
        () => (held.size < SLOTS ? jobs.nextAt : Number.POSITIVE_INFINITY),
      );
      // Both statements are sent together.
      const [{ jobs: claimed, again }, nextAt] = await Promise.all([
        claimJobs(sql, lease(), SLOTS - held.size),
        nextJobAt(sql, scheduler.now),
      ]);
      jobs.nextAt = again ? scheduler.now : nextAt;
      // An engine that found nothing polls again later, unless it is woken.
      if (claimed.length === 0 && !again) jobs.nextAt = Math.max(jobs.nextAt, scheduler.now + POLL_MS);
      for (const job of claimed.sort((a, b) => Number(a.id) - Number(b.id))) {
        held.add(job.id);
        const name = job.functionId.replace("crossdock-", "");
        scheduler.spawn(process, name, () => work(jobs, job, lease).finally(() => held.delete(job.id)));
      }
    }
  });
  scheduler.spawn(process, "heartbeat", async () => {
    for (let nextAt = 0; ; nextAt = scheduler.now + BEAT_MS) {
      await scheduler.until(
        "heartbeat",
        () => held.size > 0 && scheduler.now >= nextAt,
        () => (held.size > 0 ? nextAt : Number.POSITIVE_INFINITY),
      );
      await heartbeat(sql, lease(), [...held]);
    }
  });
}

/**
 * When the next job is due, as an engine that polls every second would find. A job that waits for a slot of its
 * concurrency key is woken when a slot becomes free, so it needs no earlier poll.
 */
async function nextJobAt(sql: postgres.Sql, now: number): Promise<number> {
  const [row] = await sql<{ ms: number | null }[]>`
    select (extract(epoch from min(case when parked_on is null then greatest(due_at, run_at)
      else greatest(run_at, ${new Date(now + PARKED_MS).toISOString()}) end)) * 1000)::float8 as ms
    from engine.jobs`;
  return row?.ms ?? Number.POSITIVE_INFINITY;
}

async function work(
  jobs: Jobs,
  job: ClaimedJob,
  lease: () => { owner: string; now: number; leaseMs: number },
): Promise<void> {
  const { scheduler, sql, registry } = jobs;
  for (;;) {
    await scheduler.gate("job: taken, not begun");
    const outcome = await attempt(jobs, job);
    if (outcome.kind === "retry" || outcome.kind === "fail") jobs.onFailure(job, outcome.error);
    for (const op of outcome.kind === "ops" ? outcome.ops : []) {
      if (op.op === "StepError" || op.op === "StepFailed") {
        jobs.onFailure(job, op.error as { name: string; message: string });
      }
    }
    await scheduler.gate("job: done, its result not stored");
    const effect = decide(job, outcome, {
      now: scheduler.now,
      random: jobs.random.next,
      functions: registry.functions,
    });
    const { verdicts, wakes } = await settleBatch(sql, [{ job, effect }], {
      ...lease(),
      registry,
      keep: true,
    });
    const { next } = effect;
    const laterAt = [
      ...effect.planned.map(({ due }) => due),
      next.kind === "retry" ? next.at : Number.POSITIVE_INFINITY,
    ];
    if (wakes) wakeWorkers(jobs);
    jobs.nextAt = Math.min(jobs.nextAt, ...laterAt);
    if (verdicts[0] !== "kept") return;
    job.attempt = 0;
    job.generation += 1;
    for (const { hash, memo } of effect.settled) job.steps.push([hash, memo]);
  }
}

async function attempt({ handler, scheduler }: Jobs, job: ClaimedJob): Promise<Outcome> {
  if (job.kind !== "discover" && job.kind !== "step") return { kind: "timer" };
  if (job.attempt < job.maxAttempts) return callFunction(handler, job, () => scheduler.now);
  return {
    kind: "fail",
    error: { name: "WorkerLost", message: "The worker was lost during the last attempt." },
  };
}
