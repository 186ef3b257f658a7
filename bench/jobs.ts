import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import type postgres from "postgres";
import { type Engine, startEngine } from "@/inngest/embedded/engine";
import { enqueueEvents } from "@/inngest/embedded/store/enqueue-events";
import { startRelay } from "@/inngest/relay";
import { testDatabase } from "@/testing/database/database";
import { startTestCluster } from "@/testing/database/test-cluster";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { startJobsWorker } from "./support/jobs-worker-process";
import { seedFinishedRuns } from "./support/seed-finished-runs";
import { median } from "./support/statistics";

const ROUNDS = 3;
const RUNS = 2_000;
const SLOTS = 16;
const PINGS = 100;
const IDLE_MS = 10_000;
const WAITING_RUNS = 600;
const FINISHED = 1_000_000;

type Figures = {
  ratio: number;
  runs_per_s: number;
  sdk_runs_per_s: number;
  first_step_ms_p50: number;
  idle_cpu: number;
  two_workers: number;
  flatness: number;
};

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Measures the embedded engine on a PostgreSQL with fsync on. The rate of two-step runs is compared with the rate at
 * which the same process calls the SDK's handlers without storing anything. After each round, the rows of all runs are
 * counted.
 */
export async function jobs({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const cluster = await startTestCluster({ fsync: true });
  const database = await testDatabase(cluster);
  const { sql } = database;
  try {
    const busy = await backgroundLoad();
    const fixture = handlers();
    const both: { engine: number; sdk: number }[] = [];
    const round = async () => {
      const sdk = await sdkRate(fixture.handler);
      const engine = await engineRate(sql, fixture.handler);
      progress(`Engine ${engine.toFixed(0)} runs/s, handlers alone ${sdk.toFixed(0)} runs/s`);
      return { engine, sdk };
    };
    await round();
    for (let turn = 0; turn < ROUNDS; turn += 1) both.push(await round());
    const firstStep = await firstStepMs(sql, fixture);
    const idle = await idleCpu(sql, fixture.handler);
    const [one, two] = [await waitingRate(database.url, sql, 1), await waitingRate(database.url, sql, 2)];
    progress(`Steps that wait 20 ms: one worker ${one.toFixed(0)} runs/s, two ${two.toFixed(0)} runs/s`);
    progress(`Seeding ${FINISHED.toLocaleString("en")} finished runs …`);
    await seedFinishedRuns(sql, FINISHED);
    const full: { engine: number; sdk: number }[] = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) full.push(await round());
    const ratioOf = (turns: typeof both) => median(turns.map(({ engine, sdk }) => engine / sdk));
    const figures: Figures = {
      ratio: round3(ratioOf(both)),
      runs_per_s: Math.round(median(both.map(({ engine }) => engine))),
      sdk_runs_per_s: Math.round(median(both.map(({ sdk }) => sdk))),
      first_step_ms_p50: round3(firstStep),
      idle_cpu: round3(idle),
      two_workers: round3(two / one),
      flatness: round3(ratioOf(full) / ratioOf(both)),
    };
    console.log(json ? JSON.stringify(figures) : table(figures));
    warnIfBusy(busy);
  } finally {
    await database.close();
    await cluster.stop();
  }
}

type Fixture = { handler: (request: Request) => Promise<Response>; onFirstStep: { call(): void } };

/** One function with two steps, behind the SDK's handler. */
function handlers(): Fixture {
  const onFirstStep = { call: () => {} };
  const client = new Inngest({
    id: "bench",
    isDev: true,
    baseUrl: "http://engine.invalid",
    fetch: async () => new Response("{}", { status: 501 }),
    logger: silent,
    internalLogger: silent,
  });
  const two = client.createFunction(
    { id: "two", retries: 0, triggers: [{ event: "bench/two" }] },
    async ({ step }) => {
      const a = await step.run("a", () => {
        onFirstStep.call();
        return { value: 1 };
      });
      return step.run("b", () => ({ value: a.value + 1 }));
    },
  );
  return { handler: serve({ client, functions: [two] }), onFirstStep };
}

/** Runs per second when the handlers are called directly, with as many calls in parallel as the engine has slots. */
async function sdkRate(handler: Fixture["handler"]): Promise<number> {
  const call = async (steps: Record<string, unknown>) => {
    const response = await handler(
      new Request("http://engine.invalid/api/inngest?fnId=bench-two&stepId=step", {
        method: "POST",
        headers: { host: "engine.invalid", "content-type": "application/json" },
        body: JSON.stringify({
          version: 2,
          event: { name: "bench/two", data: {}, id: "e", ts: 1 },
          events: [{ name: "bench/two", data: {}, id: "e", ts: 1 }],
          steps,
          use_api: false,
          ctx: {
            run_id: "run",
            attempt: 0,
            max_attempts: 1,
            disable_immediate_execution: false,
            use_api: false,
            stack: { stack: Object.keys(steps), current: Object.keys(steps).length },
          },
        }),
      }),
    );
    return { status: response.status, body: JSON.parse((await response.text()) || "null") };
  };
  let left = RUNS;
  const started = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const steps: Record<string, unknown> = {};
      for (;;) {
        const { status, body } = await call(steps);
        if (status !== 206) break;
        for (const op of body as { id: string; data: unknown }[]) steps[op.id] = { data: op.data };
      }
      if (Object.keys(steps).length !== 2)
        throw new Error("A directly called run did not take its two steps.");
    }
  };
  await Promise.all(Array.from({ length: SLOTS }, lane));
  return RUNS / ((performance.now() - started) / 1_000);
}

/** Runs per second, from the first event's arrival until every run is stored as completed. */
async function engineRate(sql: postgres.Sql, handler: Fixture["handler"]): Promise<number> {
  await sql`delete from engine.events`;
  const before = await ended(sql);
  for (let index = 0; index < RUNS; index += 500) {
    await enqueueEvents(
      sql,
      Array.from({ length: 500 }, () => ({ name: "bench/two", data: {} })),
    );
  }
  const started = performance.now();
  const engine = await startEngine({ sql, handler, slots: SLOTS });
  try {
    while (await isBusy(sql)) await pause(5);
    const seconds = (performance.now() - started) / 1_000;
    if ((await ended(sql)) - before !== RUNS) throw new Error("Not every run is stored as completed.");
    const [steps] = await sql`
      select count(*)::int as rows from engine.steps where position is not null
      and run_id in (select id from engine.runs order by ended_at desc limit ${RUNS})`;
    if (steps?.rows !== RUNS * 2) throw new Error("Not every step is stored once.");
    return RUNS / seconds;
  } finally {
    await engine.stop();
  }
}

const ended = async (sql: postgres.Sql): Promise<number> =>
  (await sql<{ rows: number }[]>`select count(*)::int as rows from engine.runs where status = 'completed'`)[0]
    ?.rows ?? 0;
const isBusy = async (sql: postgres.Sql): Promise<boolean> =>
  (
    await sql<{ busy: boolean }[]>`
      select exists (select from engine.events where dispatched_at is null) or exists (select from engine.jobs) as busy`
  )[0]?.busy ?? false;

async function withIdleEngine<T>(
  sql: postgres.Sql,
  handler: Fixture["handler"],
  work: (engine: Engine) => Promise<T>,
) {
  const engine = await startEngine({ sql, handler });
  const relay = await startRelay({ sql, deliver: { engine: "embedded" }, onMoved: engine.kick });
  try {
    await pause(1_000);
    return await work(engine);
  } finally {
    await relay.stop();
    await engine.stop();
  }
}

/** The median time in milliseconds from an event's insertion into the outbox to its first step, on an idle engine. */
async function firstStepMs(sql: postgres.Sql, fixture: Fixture): Promise<number> {
  return withIdleEngine(sql, fixture.handler, async () => {
    const times: number[] = [];
    for (let ping = 0; ping < PINGS; ping += 1) {
      const reached = new Promise<void>((resolve) => {
        fixture.onFirstStep.call = resolve;
      });
      const started = performance.now();
      await sql`
        with put as (
          insert into outbox (id, event_id, name, data, created_at)
          values (${`out_${ping}`}, ${`ping:${ping}`}, 'bench/two', '{}', now())
        )
        select pg_notify('crossdock_outbox', '')`;
      await reached;
      times.push(performance.now() - started);
      await pause(20 + Math.random() * 60);
    }
    fixture.onFirstStep.call = () => {};
    return median(times);
  });
}

/** Percent of one core that this process uses while its engine and relay are idle. */
async function idleCpu(sql: postgres.Sql, handler: Fixture["handler"]): Promise<number> {
  return withIdleEngine(sql, handler, async () => {
    const before = process.cpuUsage();
    await pause(IDLE_MS);
    const { user, system } = process.cpuUsage(before);
    return ((user + system) / 1_000 / IDLE_MS) * 100;
  });
}

/** Runs per second with one or two worker processes, when each of a run's two steps waits 20 ms. */
async function waitingRate(url: string, sql: postgres.Sql, workers: number): Promise<number> {
  const processes = await Promise.all(Array.from({ length: workers }, () => startJobsWorker(url)));
  try {
    const started = performance.now();
    await enqueueEvents(
      sql,
      Array.from({ length: WAITING_RUNS }, () => ({ name: "bench/waiting", data: {} })),
    );
    while (await isBusy(sql)) await pause(25);
    return WAITING_RUNS / ((performance.now() - started) / 1_000);
  } finally {
    await Promise.all(processes.map((worker) => worker.stop()));
  }
}

function table(figures: Figures): string {
  return [
    `Embedded engine, PostgreSQL with fsync on, ${RUNS} two-step runs per round, ${SLOTS} slots, every row counted.`,
    "",
    `ratio              ${figures.ratio}   engine ÷ handlers called directly, in one process`,
    `runs_per_s         ${figures.runs_per_s}`,
    `sdk_runs_per_s     ${figures.sdk_runs_per_s}`,
    `first_step_ms_p50  ${figures.first_step_ms_p50}   from the outbox to the first step, idle engine`,
    `idle_cpu           ${figures.idle_cpu} %`,
    `two_workers        ${figures.two_workers}   two worker processes ÷ one, 4 slots each, steps that wait 20 ms`,
    `flatness           ${figures.flatness}   ratio with ${FINISHED.toLocaleString("en")} finished runs ÷ ratio without`,
  ].join("\n");
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const round3 = (value: number): number => Math.round(value * 1000) / 1000;
