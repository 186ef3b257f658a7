import postgres from "postgres";
import { createWorld } from "@/sandbox/world/create-world";
import type { World } from "@/sandbox/world/world";
import type { TestCluster } from "@/testing/database/test-cluster";
import { crashes, type Hits } from "./chaos";
import { gatedDatabase } from "./gated-database";
import { type Judged, judge } from "./judge/judge";
import { shopLedger } from "./judge/shop-ledger";
import { disturb, settle } from "./phases";
import { keepOn } from "./processor";
import { type Random, randomStream } from "./random";
import { Scheduler } from "./scheduler";
import { seedCrypto } from "./seeded-crypto";
import { type SimDatabase, simDatabase } from "./sim-database";
import { makeTools } from "./sim-tools";
import { makeWorld, SOUTH, type WorldOptions } from "./sim-world";
import { courier } from "./simulated-web";
import { type Jobs, openJobs, startRelay, startWorker, wakeRelay } from "./simulated-worker";
import { sentWhileStopped, stopLog } from "./stops";
import { keepRunning, type Processes, processes } from "./supervision";

export type SeedResult = Judged & {
  seed: number;
  orders: number;
  seconds: number;
  turns: number;
  virtualSeconds: number;
  /** A digest of all events in their order. */
  trace: string;
  faults: Hits;
  crashes: Hits;
  /** The root fields that the product called, which decide which faults could occur. */
  operations: string[];
  freezes: number;
};

const START = Date.parse("2026-11-23T08:00:00Z");
/** Errors of jobs that wait or whose process died. */
const EXPECTED_FAILURES = new Set(["RetryAfterError", "WorkerLost"]);

/**
 * Runs one seed: orders, faults, crashes and user actions; then a phase without faults; then the judge. The same seed
 * on the same code gives the same run.
 *
 * @param options.show receives each line of the trace
 */
export async function runSeed(options: {
  seed: number;
  orders: number;
  cluster: TestCluster;
  /** The processor that the run and its database are pinned to. */
  processor?: number | undefined;
  show?: (line: string) => void;
  /** Inspects the run's database after the judge. */
  inspect?: (sql: postgres.Sql) => Promise<void>;
}): Promise<SeedResult> {
  const { seed, orders } = options;
  const startedAt = performance.now();
  const stream = (name: string) => randomStream(seed, name);
  const scheduler = new Scheduler(stream("turns"), START, options.show);
  const running = processes(scheduler);
  const violations: string[] = [];
  const weather = { calm: true };
  const points: { hits: Hits; visits: Hits } = { hits: {}, visits: {} };
  const mortal = new Set([running.web, running.a, running.b]);
  scheduler.fate = crashes(stream("crashes"), ({ process }) => !weather.calm && mortal.has(process), points);
  scheduler.onError = (actor, error) => violations.push(`${actor.label} threw ${describe(error)}`);

  const database = await simDatabase(options.cluster);
  let outboxFilled = () => {};
  const db = await gatedDatabase(database.url, scheduler, {
    connections: 12,
    syncClock: () => database.setClock(scheduler.now),
    onOutbox: () => outboxFilled(),
  });
  const engineSql = postgres(database.url, { max: 1, onnotice: () => {} });
  const restoreCrypto = seedCrypto(seed);
  try {
    await Promise.all([engineSql`select 1`, database.setClock(scheduler.now)]);
    if (options.processor !== undefined) {
      await keepOn(options.processor, [process.pid, ...(await database.backends())]);
    }
    const [settings, stops] = [stream("settings"), stopLog()];
    const sandbox = seedSandbox({
      ...{ settings, tokens: stream("tokens"), bytes: stream("sandbox").bytes },
      scheduler,
      send: courier(scheduler, running.web),
    });
    const tools = makeTools({
      ...{ db, scheduler, sandbox, network: running.network },
      random: stream("network"),
      isCalm: () => weather.calm,
      onViolation: (what) => violations.push(what),
      onWrite: (write) => stops.writes.push(write),
      onDelivery: () => outboxFilled(),
    });
    const world = await makeWorld(tools, sandbox, worldOptions(settings, stream("token kind")));
    const ledger = shopLedger(sandbox);
    const jobs = await openJobs({
      ...{ sql: engineSql, ctx: tools, scheduler, random: stream("jitter") },
      onFailure: ({ functionId }, { name, message }) => {
        if (!EXPECTED_FAILURES.has(name)) violations.push(`${functionId} failed: ${name}: ${message}`);
      },
    });
    outboxFilled = () => wakeRelay(jobs, "outbox");
    startProcesses(jobs, { scheduler, running, database });

    const run = { world, tools, database, sandbox, scheduler, running, stream, stops, gaps: [] };
    weather.calm = false;
    await disturb(run, orders);
    weather.calm = true;
    await settle(run);
    const judged = await judge({ ...run, ledger, sentWhileStopped: await sentWhileStopped(run) });
    await options.inspect?.(database.admin);
    return {
      seed,
      orders,
      seconds: (performance.now() - startedAt) / 1_000,
      ...seen({ scheduler, sandbox }),
      crashes: Object.fromEntries(Object.entries(points.hits).sort()),
      violations: [...new Set([...violations, ...judged.violations])],
      excused: judged.excused,
    };
  } finally {
    restoreCrypto();
    await Promise.all([db.close(), engineSql.end({ timeout: 2 })]);
    await database.close();
  }
}

function worldOptions(settings: Random, tokens: Random): WorldOptions {
  return {
    expiring: tokens.chance(0.8),
    partsAllowed: settings.chance(0.7),
    resendAbsent: settings.chance(0.7),
    offerNext: settings.chance(0.7),
    plans: settings.chance(0.25) ? { [SOUTH]: "Development" } : {},
  };
}

function startProcesses(
  jobs: Jobs,
  { scheduler, running, database }: { scheduler: Scheduler; running: Processes; database: SimDatabase },
): void {
  startRelay(jobs, running.relay, database.vacuum);
  for (const process of [running.a, running.b]) {
    keepRunning(scheduler, process, (life) => startWorker(jobs, process, life));
  }
  keepRunning(scheduler, running.web, () => {});
}

/** The counts of the scheduler and the sandbox. */
function seen({ scheduler, sandbox }: { scheduler: Scheduler; sandbox: World }) {
  return {
    turns: scheduler.turns,
    virtualSeconds: Math.round((scheduler.now - START) / 1_000),
    trace: scheduler.traceHash(),
    faults: sandbox.faults.hits(),
    operations: [...new Set(sandbox.store.all("request").flatMap(({ roots }) => roots))].sort(),
    freezes: scheduler.freezes,
  };
}

function seedSandbox({
  settings,
  tokens,
  bytes,
  scheduler,
  send,
}: {
  settings: Random;
  tokens: Random;
  bytes: Random["bytes"];
  scheduler: Scheduler;
  send: ReturnType<typeof courier>;
}) {
  const { world: sandbox } = createWorld({
    assumptions: {
      duplicateIdMetafield: settings.pick(["accept", "reject"]),
      searchLagMs: settings.pick([0, 3_000, 45_000]),
      customIdLagMs: settings.pick([0, 0, 20_000]),
      // Short, so that tokens end many times while orders are pushed.
      tokenSeconds: tokens.pick([75, 150]),
      refreshSeconds: tokens.pick([3 * 3_600, 90 * 86_400]),
      formerToken: tokens.pick(["works", "ends"]),
    },
    environment: {
      now: () => new Date(scheduler.now),
      later: (ms, run) => scheduler.later(ms, run),
      bytes,
      send,
    },
  });
  sandbox.url = "http://127.0.0.1:1";
  return sandbox;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
