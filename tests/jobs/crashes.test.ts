import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueueEvents } from "@/inngest/embedded/enqueue-events";
import { type TestDatabase, testDatabase } from "@/tests/support/database";
import { projectRoot } from "@/tests/support/project-root";

let database: TestDatabase;
const workers = new Set<ChildProcess>();

beforeEach(async () => {
  database = await testDatabase();
  await database.sql`create table effects (run_id text, step text, attempt int, id bigint generated always as identity)`;
});
afterEach(async () => {
  await Promise.all([...workers].map(kill));
  await database.close();
});

/** Starts a worker process and resolves when it takes jobs. */
async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["--import", "tsx", "tests/jobs/fixtures/worker-process.ts"], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  workers.add(worker);
  if (worker.stdout) await once(worker.stdout, "data");
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  workers.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill("SIGKILL");
  await once(worker, "exit");
}

const ended = async () =>
  (await database.sql`select status from engine.runs where status <> 'running'`).map((row) => row.status);
const patience = { timeout: 30_000, interval: 50 };

test("kill -9 in the middle of a step: another worker runs that step again and ends the run", async () => {
  const { sql } = database;
  const first = await startWorker();
  await enqueueEvents(sql, [{ name: "test/crashy", data: { hold: "left" } }]);
  await expect.poll(() => sql`select from effects where step = 'left'`, patience).toHaveLength(1);
  await kill(first);
  await startWorker();
  await expect.poll(ended, patience).toEqual(["completed"]);
  expect(
    await sql`select step, array_agg(attempt order by id) as attempts from effects group by step order by step`,
  ).toEqual([
    { step: "first", attempts: [0] },
    { step: "last", attempts: [0] },
    { step: "left", attempts: [0, 1] },
    { step: "right", attempts: [0] },
  ]);
});

test("kill -9 at random moments of a burst: every run ends, every step is recorded once", async () => {
  const { sql } = database;
  const runs = 120;
  let worker = await startWorker();
  await startWorker();
  const events = Array.from({ length: runs }, () => ({ name: "test/crashy", data: {} }));
  await enqueueEvents(sql, events);
  const crashes = 3;
  for (let crash = 0; crash < crashes; crash += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150));
    await kill(worker);
    worker = await startWorker();
  }
  await expect.poll(ended, patience).toEqual(Array.from({ length: runs }, () => "completed"));
  const [totals] = await sql`
    select (select count(*)::int from engine.steps where position is not null) as memos,
      (select count(distinct (run_id, step))::int from effects) as steps,
      (select count(*)::int from effects) as executions`;
  expect(totals).toMatchObject({ memos: runs * 4, steps: runs * 4 });
  // A crash repeats at most what was in flight: 16 slots.
  expect(totals?.executions).toBeLessThanOrEqual(runs * 4 + crashes * 16);
  expect(await sql`select from engine.jobs`).toHaveLength(0);
});
