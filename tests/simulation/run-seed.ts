import { databaseClock } from "@/lib/runtime/database-clock";
import type { SystemCtx } from "@/lib/services/context";
import { requestLookUp } from "@/lib/services/request-look-up";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/secret-box";
import { createWorld } from "@/sandbox/server";
import type { TestCluster } from "@/tests/support/test-cluster";
import { shopActions, userAction } from "./actions";
import { crashes, faultSource, type Hits } from "./chaos";
import { gatedDatabase } from "./gated-database";
import { type Judged, judge } from "./judge/judge";
import { sendLedger } from "./judge/send-ledger";
import { randomStream } from "./random";
import { type Process, Scheduler } from "./scheduler";
import { seedCrypto } from "./seeded-crypto";
import { simDatabase } from "./sim-database";
import { DESTINATION, makeWorld, SOUTH } from "./sim-world";
import { becomeRuntime, courier } from "./simulated-web";
import { openJobs, startRelay, startWorker } from "./simulated-worker";
import { virtualTransport } from "./virtual-transport";

export type SeedResult = Judged & {
  seed: number;
  orders: number;
  seconds: number;
  turns: number;
  virtualSeconds: number;
  trace: string;
  faults: Record<string, number>;
  crashes: Record<string, number>;
  freezes: number;
};

const START = Date.parse("2026-11-23T08:00:00Z");
/** Everything must have settled this long after the last fault. */
const SETTLE_LIMIT_MS = 6 * 3_600_000;
const silent = { info() {}, warn() {}, error() {} };

/**
 * One run: orders, faults, crashes and people's actions as the seed says, then quiet, then the judge. The same
 * seed gives the same run on the same code.
 *
 * @param options.show told of each line of the trace
 */
export async function runSeed(options: {
  seed: number;
  orders: number;
  cluster: TestCluster;
  show?: (line: string) => void;
}): Promise<SeedResult> {
  const { seed, orders } = options;
  const startedAt = performance.now();
  const database = await simDatabase(options.cluster);
  const stream = (name: string) => randomStream(seed, name);
  const scheduler = new Scheduler(stream("turns"), START, options.show);
  const violations: string[] = [];
  let calm = true;
  const processes = {
    web: scheduler.process("web"),
    a: scheduler.process("a"),
    b: scheduler.process("b"),
    relay: scheduler.process("relay"),
    network: scheduler.process("network"),
    world: scheduler.process("world"),
  };
  const dies = new Set<Process>([processes.web, processes.a, processes.b]);
  const hits: Hits = new Map();
  const fate = crashes(stream("crashes"), (actor) => !calm && dies.has(actor.process), hits);
  scheduler.fate = fate;
  scheduler.onError = (actor, error) => violations.push(`${actor.label} threw ${describe(error)}`);

  let outbox = () => {};
  const db = await gatedDatabase(database.url, scheduler, {
    connections: 12,
    syncClock: () => database.setClock(scheduler.now),
    onOutbox: () => outbox(),
  });
  const engineSql = (await import("postgres")).default(database.url, { max: 1, onnotice: () => {} });
  await engineSql`select 1`;
  await database.setClock(scheduler.now);
  const restoreCrypto = seedCrypto(seed);
  const settings = stream("settings");
  const sandbox = createWorld({
    now: () => new Date(scheduler.now),
    assumptions: {
      duplicateIdMetafield: settings.pick(["accept", "reject"]),
      searchLagMs: settings.pick([0, 3_000, 45_000]),
      customIdLagMs: settings.pick([0, 0, 20_000]),
    },
    around: {
      later: (ms, run) => scheduler.later(ms, run),
      send: courier(
        () => scheduler,
        () => processes.web,
      ),
    },
  });
  sandbox.world.url = "http://127.0.0.1:1";
  try {
    const tools: SystemCtx = {
      db,
      clock: { now: async () => new Date(scheduler.now) },
      log: silent,
      shopify: createShopifyGateway({
        baseUrl: "http://sandbox.invalid",
        transport: virtualTransport(sandbox.world, scheduler, processes.network, {
          random: stream("network"),
          isCalm: () => calm,
          onViolation: (what) => violations.push(what),
        }),
      }),
      secrets: createSecretBox(`k1:${Buffer.alloc(32, 7).toString("base64")}`),
    };
    becomeRuntime(tools, () => {
      outbox();
    });
    const world = await makeWorld(tools, sandbox.world, {
      partsAllowed: settings.chance(0.7),
      plans: settings.chance(0.25) ? { [SOUTH]: "Development" } : {},
    });
    const ledger = sendLedger(sandbox.world, scheduler);
    const jobs = await openJobs({
      sql: engineSql,
      ctx: tools,
      scheduler,
      random: stream("jitter"),
      onFailure: (job, error) => {
        if (error.name !== "RetryAfterError" && error.name !== "WorkerLost") {
          violations.push(`${job.functionId} failed: ${error.name}: ${error.message}`);
        }
      },
    });
    outbox = () => {
      jobs.outboxFilled = true;
    };
    startRelay(jobs, processes.relay);
    for (const process of [processes.a, processes.b]) keepRunning(scheduler, process, (life) => startWorker(jobs, process, life));
    keepRunning(scheduler, processes.web, () => {});

    // The disturbed part.
    calm = false;
    const random = stream("actions");
    const shops = shopActions(sandbox.world, random);
    const person = userAction(world, database, random);
    const nextFault = faultSource(stream("faults"));
    let over = false;
    scheduler.spawn(processes.world, "director", async () => {
      for (let placed = 0; placed < orders; ) {
        await scheduler.sleep("director", random.between(50, 2_500));
        if (random.chance(0.45)) {
          placed += 1;
          scheduler.note("shop", await shops.place());
        } else if (random.chance(0.6)) scheduler.note("shop", await shops.change());
        else if (processes.web.alive) {
          scheduler.spawn(processes.web, "person", async () => scheduler.note("person", await person()));
        }
        if (random.chance(0.35)) {
          const fault = nextFault();
          sandbox.world.faults.add(fault);
          scheduler.note("fault", `${fault.kind} ${fault.operation ?? fault.topic ?? ""}`);
        }
      }
      await scheduler.sleep("director", 20_000);
      over = true;
    });
    await scheduler.run(() => over);

    // Quiet: what was broken is whole again, and everything must come to rest.
    calm = true;
    const faults = countFaults(sandbox.world.faults.all());
    sandbox.world.faults.clear();
    for (const state of sandbox.world.store.all("deliveryState")) {
      state.faults = state.faults.filter((kind) => kind !== "webhook-bad-hmac");
    }
    scheduler.spawn(processes.world, "operator", async () => {
      for (;;) {
        await scheduler.sleep("operator", 100_000);
        const legs = await database.admin<{ id: string }[]>`
          select id from push_leg where state = 'uncertain' order by created_at, id`;
        for (const leg of legs) {
          scheduler.spawn(processes.web, "look-up", async () => {
            await requestLookUp(world.ctx(), { legId: leg.id });
          });
        }
      }
    });
    const limit = scheduler.now + SETTLE_LIMIT_MS;
    for (let rested = false; !rested && scheduler.now < limit; ) {
      const pause = scheduler.now + 120_000;
      await scheduler.run(() => scheduler.now >= pause);
      rested = await isAtRest(database.admin, sandbox.world.store.all("deliveryState"));
    }
    const judged = await judge({ world, database, sandbox: sandbox.world, ledger, scheduler });
    return {
      seed,
      orders: sandbox.world.store.orders(DESTINATION).length,
      seconds: (performance.now() - startedAt) / 1_000,
      turns: scheduler.turns,
      virtualSeconds: Math.round((scheduler.now - START) / 1_000),
      trace: scheduler.traceHash(),
      faults,
      crashes: Object.fromEntries([...hits].sort()),
      freezes: scheduler.freezes,
      ...judged,
      violations: [...new Set([...violations, ...judged.violations])],
    };
  } finally {
    restoreCrypto();
    await Promise.all([db.close(), engineSql.end({ timeout: 2 })]);
    await database.close();
  }
}

/** Starts a process again a while after it died, as a supervisor does. */
function keepRunning(scheduler: Scheduler, process: Process, start: (life: number) => void): void {
  let life = 1;
  const restart = () => {
    scheduler.later(4_000, () => {
      process.alive = true;
      process.onDeath.add(restart);
      life += 1;
      start(life);
    });
  };
  process.onDeath.add(restart);
  start(life);
}

function countFaults(faults: readonly { kind: string; hits: number }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, hits } of faults) counts[kind] = (counts[kind] ?? 0) + hits;
  return counts;
}

async function isAtRest(
  sql: import("postgres").Sql,
  deliveries: readonly { status: string }[],
): Promise<boolean> {
  if (deliveries.some(({ status }) => status === "pending")) return false;
  const [row] = await sql<{ open: boolean }[]>`
    select exists (select from outbox where sent_at is null)
      or exists (select from engine.events where dispatched_at is null)
      or exists (select from engine.jobs)
      or exists (select from delivery where state in ('received', 'waiting'))
      or exists (select from push_leg where state in ('planned', 'claimed', 'uncertain')) as open`;
  return row?.open === false;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
