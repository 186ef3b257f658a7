import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { createCron } from "./events/cron";
import { dispatchEvents } from "./events/dispatch-events";
import type { SubjectOf } from "./events/plan-starts";
import { applyRequests } from "./runs/apply-requests";
import { createJobWorker } from "./runs/job-worker";
import { createSettleQueue } from "./runs/settle-queue";
import { type ClaimedJob, ENGINE_CHANNEL } from "./sdk/protocol";
import { loadRegistry, type Registry } from "./sdk/registry";
import { isWorkDue } from "./store/is-work-due";
import { claimJobs, heartbeat, type Lease, releaseLeases } from "./store/leases";
import { prune } from "./store/prune";
import { createPulse, type Pulse } from "./store/pulse";

export type EngineOptions = {
  sql: postgres.Sql;
  /** The handler that the SDK's `serve()` returns; the engine calls it in the same process. */
  handler: (request: Request) => Promise<Response>;
  /** Returns milliseconds since 1970. Every time in the engine's tables comes from this clock. */
  clock?: () => number;
  /** Returns the subject of an event's runs, which decides who may see them. */
  subjectOf?: SubjectOf;
  /** Returns a number in [0, 1), for the jitter of retries. */
  random?: () => number;
  workerId?: string;
  /** How often to poll when nothing wakes the engine. */
  pollMs?: number;
  /** How long after the last heartbeat another worker may take over a job. */
  leaseMs?: number;
  /** The number of parallel calls. */
  slots?: number;
  /** How long `stop` waits for running calls before it releases their jobs. */
  graceMs?: number;
  /** How long finished runs are kept. */
  keepMs?: number;
  onError?: (error: unknown, where: string) => void;
};

export type Engine = {
  /** Claims no more jobs, waits for the running ones, and releases those that do not end in time. */
  stop(): Promise<void>;
  /** Polls for work now. */
  kick(): void;
  /** Resolves when no work is due by the engine's clock and this worker runs nothing. */
  idle(): Promise<void>;
};

type Report = (where: string) => (error: unknown) => void;

const PRUNE_EVERY_MS = 10 * 60_000;

/**
 * Starts a worker of the embedded engine on a migrated database. Any number of workers may share the database.
 *
 * @throws Error if a function uses an option that the engine does not implement
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { sql, handler, clock = Date.now, random = Math.random } = options;
  const { subjectOf = () => null } = options;
  const { pollMs = 1_000, leaseMs = 15_000, slots = 16, graceMs = 10_000, keepMs = 7 * 86_400_000 } = options;
  const owner = options.workerId ?? `worker_${process.pid}_${randomBytes(4).toString("hex")}`;
  const report: Report = (where) => (error) => options.onError?.(error, where);
  const registry = await loadRegistry(handler);
  await announce(sql, registry, clock());

  const active = new Set<ClaimedJob>();
  let stopping = false;
  const lease = () => ({ owner, now: clock(), leaseMs });
  const settle = createSettleQueue(
    sql,
    () => ({ ...lease(), registry, keep: !stopping }),
    () => claims.kick(),
  );
  const work = createJobWorker({ handler, registry, clock, random, settle });
  const free = () => (stopping ? 0 : slots - active.size);
  const claims = startClaims({ sql, lease, active, free, work, pollMs, report });
  const dispatcher = createPulse(
    async () => {
      const taken =
        (await applyRequests(sql, registry, clock())) +
        (await dispatchEvents(sql, { registry, now: clock(), subjectOf }));
      if (taken > 0) claims.kick();
      // There may be more jobs than this worker has free slots, so the other workers are woken.
      if (taken > slots - active.size) await sql`select pg_notify(${ENGINE_CHANNEL}, '')`;
      return taken > 0;
    },
    pollMs,
    report("dispatch"),
  );
  const { schedule, pruning } = startUpkeep({
    sql,
    registry,
    clock,
    keepMs,
    pollMs,
    report,
    onStarted: () => dispatcher.kick(),
  });
  const pulses = [dispatcher, claims, schedule];
  const beats = setInterval(() => {
    const held = [...active].map((job) => job.id);
    if (held.length > 0) heartbeat(sql, lease(), held).catch(report("heartbeat"));
  }, leaseMs / 3);
  const kick = () => {
    for (const pulse of pulses) pulse.kick();
  };
  const subscription = await sql.listen(ENGINE_CHANNEL, kick);
  const isBusy = () => active.size > 0 || pulses.some((pulse) => pulse.isBusy());

  return {
    kick,
    idle: async () => {
      for (;;) {
        kick();
        while (isBusy()) await pause(2);
        if (!(await isWorkDue(sql, clock())) && !isBusy()) return;
      }
    },
    stop: async () => {
      stopping = true;
      await subscription.unlisten();
      await Promise.all([...pulses, pruning].map((pulse) => pulse.stop()));
      const deadline = performance.now() + graceMs;
      while (active.size > 0 && performance.now() < deadline) await pause(10);
      clearInterval(beats);
      await releaseLeases(sql, owner, clock());
    },
  };
}

/** Starts to claim jobs for the free slots and to run them. */
function startClaims({
  sql,
  lease,
  active,
  free,
  work,
  pollMs,
  report,
}: {
  sql: postgres.Sql;
  lease: () => Lease;
  /** The jobs that this worker runs. Claimed jobs are added, and removed when they end. */
  active: Set<ClaimedJob>;
  free: () => number;
  work: (job: ClaimedJob) => Promise<void>;
  pollMs: number;
  report: Report;
}): Pulse {
  const claims = createPulse(
    async () => {
      const slots = free();
      if (slots === 0) return false;
      const { jobs, again } = await claimJobs(sql, lease(), slots);
      for (const job of jobs) {
        active.add(job);
        void work(job)
          .catch(report("work"))
          .finally(() => {
            active.delete(job);
            claims.kick();
          });
      }
      return again || jobs.length > 0;
    },
    pollMs,
    report("claim"),
  );
  return claims;
}

/** Starts the schedules of functions and the removal of old runs. */
function startUpkeep({
  sql,
  registry,
  clock,
  keepMs,
  pollMs,
  report,
  onStarted,
}: {
  sql: postgres.Sql;
  registry: Registry;
  clock: () => number;
  keepMs: number;
  pollMs: number;
  report: Report;
  /** Called when a schedule has started a function. */
  onStarted: () => void;
}) {
  const runCron = createCron(sql, registry, clock());
  const schedule = createPulse(
    async () => {
      if (await runCron(clock())) onStarted();
      return false;
    },
    pollMs,
    report("cron"),
  );
  const pruning = createPulse(
    async () => {
      await prune(sql, clock(), keepMs);
      return false;
    },
    PRUNE_EVERY_MS,
    report("prune"),
  );
  return { schedule, pruning };
}

/** Stores the functions of this worker. Every worker reads the concurrency limits from there. */
async function announce(sql: postgres.Sql, registry: Registry, now: number): Promise<void> {
  const rows = [...registry.functions.values()].map((fn) => ({
    id: fn.id,
    config: JSON.stringify(fn),
    limit1: fn.concurrency[0]?.limit ?? null,
    limit2: fn.concurrency[1]?.limit ?? null,
  }));
  await sql`
    insert into engine.functions (id, config, limit1, limit2, seen_at)
    select id, config::json, limit1, limit2, ${new Date(now).toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as x(id text, config text, limit1 int, limit2 int)
    on conflict (id) do update set config = excluded.config, limit1 = excluded.limit1,
      limit2 = excluded.limit2, seen_at = excluded.seen_at`;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
