import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueueEvents } from "@/inngest/embedded/store/enqueue-events";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { leaves, randomGraph, seeded } from "../fixtures/graph";
import { type WorkerPool, workerPool } from "../fixtures/worker-pool";

/** The number of parallel calls of a worker, and so of steps that a kill can interrupt. */
const SLOTS = 16;
const patience = { timeout: 60_000, interval: 50 };
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100_000);

let database: TestDatabase;
let pool: WorkerPool;

beforeEach(async () => {
  database = await testDatabase();
  pool = await workerPool(database);
});
afterEach(async () => {
  await pool.killAll();
  await database.close();
});

const running = async () =>
  (await database.sql`select from engine.runs where status = 'running'`).length +
  (await database.sql`select from engine.events where dispatched_at is null`).length;

/** Kills and restarts one of two workers several times, then waits until all runs have ended. */
async function killWhileRunning(random: () => number, kills: number): Promise<void> {
  let worker = await pool.start();
  await pool.start();
  for (let crash = 0; crash < kills; crash += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20 + random() * 250));
    await pool.kill(worker);
    worker = await pool.start();
  }
  await expect.poll(running, patience).toBe(0);
}

test("after kill -9 at random moments of a burst, every run ends and every step is stored once", async () => {
  const { sql } = database;
  const runs = 120;
  const events = Array.from({ length: runs }, () => ({ name: "test/crashy", data: {} }));
  await enqueueEvents(sql, events);
  await killWhileRunning(seeded(seed), 4);
  console.log(`seed ${seed}: ${pool.crashes()} crashes in a burst of ${runs} runs`);
  const states = await sql`select status, count(*)::int as runs from engine.runs group by status`;
  expect(states).toEqual([{ status: "completed", runs }]);
  const [totals] = await sql`
    select (select count(*)::int from engine.steps where position is not null) as memos,
      (select count(distinct (run_id, step))::int from effects) as steps,
      (select count(*)::int from effects) as executions`;
  expect(totals).toMatchObject({ memos: runs * 4, steps: runs * 4 });
  expect(totals?.executions).toBeLessThanOrEqual(runs * 4 + pool.crashes() * SLOTS);
  expect(await sql`select from engine.jobs`).toHaveLength(0);
});

test("with random functions, failures and kills, no run is lost, and a kill repeats only the steps in flight", async () => {
  const { sql } = database;
  const random = seeded(seed);
  const graphs = Array.from({ length: 60 }, () => randomGraph(random));
  await enqueueEvents(
    sql,
    graphs.map((nodes, index) => ({ name: "test/graph", data: { index, nodes } })),
  );
  await killWhileRunning(random, 8);
  console.log(`seed ${seed}: ${pool.crashes()} crashes among ${graphs.length} random functions`);
  const runs = await sql<{ id: string; index: number; status: string }[]>`
    select id, (events -> 0 -> 'data' ->> 'index')::int as index, status
    from engine.runs where function_id = 'crossdock-graph'`;
  expect(runs.map((run) => run.status)).toEqual(graphs.map(() => "completed"));
  const memos = await sql<{ run_id: string; memos: number; positions: number }[]>`
    select run_id, count(*)::int as memos, count(distinct position)::int as positions
    from engine.steps where position is not null group by run_id`;
  const effects = await sql<{ run_id: string; step: string; executions: number }[]>`
    select run_id, step, count(*)::int as executions from effects group by run_id, step`;
  let extra = 0;
  for (const run of runs) {
    const nodes = leaves(graphs[run.index] ?? []);
    const own = memos.find((row) => row.run_id === run.id);
    expect(own, `memos of graph ${run.index}, seed ${seed}`).toMatchObject({
      memos: nodes.length,
      positions: nodes.length,
    });
    for (const node of nodes) {
      if (node.kind !== "step") continue;
      const executions =
        effects.find((row) => row.run_id === run.id && row.step === node.name)?.executions ?? 0;
      const more = executions - node.fails - 1;
      // A crash counts as an attempt, so it may replace a failure.
      expect(more, `${node.name} of graph ${run.index}, seed ${seed}`).toBeGreaterThanOrEqual(-node.fails);
      extra += Math.max(more, 0);
    }
  }
  expect(extra).toBeLessThanOrEqual(pool.crashes() * SLOTS);
  const invoked = leaves(graphs.flat()).filter((node) => node.kind === "invoke").length;
  const children = await sql`
    select status, count(*)::int as runs from engine.runs where function_id = 'crossdock-child' group by status`;
  expect(children).toEqual([{ status: "completed", runs: invoked }]);
  expect(await sql`select from engine.jobs`).toHaveLength(0);
});
