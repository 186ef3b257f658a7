import postgres from "postgres";
import { createWorld } from "@/sandbox/world/create-world";
import type { World } from "@/sandbox/world/world";
import type { TestCluster } from "@/testing/database/test-cluster";
import { aimFaults } from "./chaos/aim";
import { crashes, type Hits } from "./chaos/crashes";
import { deadShop } from "./chaos/dead-shop";
import type { ArrivingCall } from "./chaos/fault-kinds";
import { gatedDatabase } from "./gated-database";
import { type Judged, judge } from "./judge/judge";
import { shopLedger } from "./judge/shop-ledger";
import { stopLog } from "./people/stops";
import { disturb, settle } from "./phases";
import { keepOn } from "./processor";
import { lot, type Random, randomStream } from "./random";
import { Scheduler } from "./scheduler";
import { seedCrypto } from "./seeded-crypto";
import { type SimDatabase, simDatabase } from "./sim-database";
import { makeTools } from "./sim-tools";
import { makeWorld, SOUTH, type WorldOptions } from "./sim-world";
import { courier } from "./simulated-web";
import { type Jobs, openJobs, startRelay, startWorker, wakeRelay } from "./simulated-worker";
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
  /** The root fields and steps of grants that shops were asked for, which decide which faults could occur. */
  operations: string[];
  freezes: number;
};

/** The share of runs in which a supplier's shop dies. */
const DEATHS = 0.3;

/** A browser that agrees on Shopify's consent page. */
const CONSENT: ArrivingCall = { roots: ["authorize"], writes: false, searches: false };

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
  const weather = { begun: false, calm: false };
  const crashed = letProcessesDie({ scheduler, running, weather, random: stream("crashes") });
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
    const faults = aimed(sandbox, { seed, random: stream("faults"), weather, scheduler });
    const tools = makeTools({
      ...{ db, scheduler, sandbox, network: running.network },
      random: stream("network"),
      isCalm: () => weather.calm,
      onViolation: (what) => violations.push(what),
      onWrite: (write) => stops.writes.push(write),
      onArrival: faults.arrives,
      onDelivery: () => outboxFilled(),
    });
    const world = await makeWorld(tools, sandbox, worldOptions(settings, stream("token kind")));
    const [ledger, links] = [shopLedger(sandbox), new Map<string, number>()];
    const jobs = await openJobs({
      ...{ sql: engineSql, ctx: tools, scheduler, random: stream("jitter") },
      onFailure: ({ functionId }, { name, message }) => {
        if (!EXPECTED_FAILURES.has(name)) violations.push(`${functionId} failed: ${name}: ${message}`);
      },
    });
    outboxFilled = () => wakeRelay(jobs, "outbox");
    startProcesses(jobs, { scheduler, running, database });

    const turn = (name: string, share: number) => lot(seed, name) < share;
    const run = {
      ...{ world, tools, database, sandbox, scheduler, running, seed, stream, turn, stops, links },
      ...{ gaps: [], closings: [] },
      death: turn("dead shop", DEATHS) ? deadShop(stream("dead shop")) : null,
      onConsent: (shop: string) => faults.arrives(shop, CONSENT),
    };
    weather.begun = true;
    await disturb(run, orders);
    weather.calm = true;
    await settle(run);
    const judged = await judge({ ...run, ledger });
    await options.inspect?.(database.admin);
    return {
      seed,
      orders,
      seconds: (performance.now() - startedAt) / 1_000,
      ...seen({ scheduler, sandbox, steps: faults.steps }),
      crashes: Object.fromEntries(Object.entries(crashed).sort()),
      violations: [...new Set([...violations, ...judged.violations])],
      excused: judged.excused,
    };
  } finally {
    restoreCrypto();
    await Promise.all([db.close(), engineSql.end({ timeout: 2 })]);
    await database.close();
  }
}

type Weather = { begun: boolean; calm: boolean };

/** Lets the portal and the workers crash at gates. Returns the crashes by point, which grow during the run. */
function letProcessesDie(run: {
  scheduler: Scheduler;
  running: Processes;
  weather: Weather;
  random: Random;
}): Hits {
  const { scheduler, running, weather, random } = run;
  const hits: Hits = {};
  const mortal = new Set([running.web, running.a, running.b]);
  scheduler.fate = crashes(random, {
    hits,
    isCalm: () => weather.calm,
    mayDie: ({ process }) => weather.begun && mortal.has(process),
  });
  return hits;
}

/** Aims faults at the calls that reach the shops, and collects what the shops were asked for. */
function aimed(
  sandbox: World,
  around: {
    seed: number;
    random: Random;
    weather: Weather;
    scheduler: Scheduler;
  },
) {
  const { weather, scheduler, ...drawn } = around;
  const aim = aimFaults(sandbox, {
    ...{ ...drawn, isCalm: () => weather.calm },
    onFault: (what) => scheduler.note("fault", what),
  });
  const steps = new Set<string>();
  const arrives = (domain: string, call: ArrivingCall) => {
    for (const root of call.roots) steps.add(root);
    if (weather.begun) aim(sandbox.store.shopNamed(domain)?.domain ?? domain, call);
  };
  return { arrives, steps };
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
function seen({
  scheduler,
  sandbox,
  steps,
}: {
  scheduler: Scheduler;
  sandbox: World;
  steps: ReadonlySet<string>;
}) {
  return {
    turns: scheduler.turns,
    virtualSeconds: Math.round((scheduler.now - START) / 1_000),
    trace: scheduler.traceHash(),
    faults: sandbox.faults.hits(),
    operations: [...steps].sort(),
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
