import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { type BuildFunctions, type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs.close());

const LEASE = 60_000;
const latch = () => {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

/** A function whose step, on worker "a", hangs until `release` opens. */
function hanging(retries: 0 | 3) {
  const started = latch();
  const release = latch();
  const executions: string[] = [];
  const by =
    (worker: string): BuildFunctions =>
    (client) => [
      client.createFunction(
        { id: "hang", retries, triggers: [{ event: "test/go" }] },
        async ({ step, attempt }) => {
          const result = await step.run("work", async () => {
            executions.push(`${worker}${attempt}`);
            if (worker === "a") {
              started.open();
              await release.opened;
            }
            return `by ${worker}`;
          });
          return result;
        },
      ),
    ];
  return { by, started, release, executions };
}

test("another worker takes over an expired lease as a new attempt, and the late answer is dropped", async () => {
  const { by, started, release, executions } = hanging(3);
  jobs = await startJobs(by("a"), { workers: 0, settings: { leaseMs: LEASE } });
  const a = await jobs.worker();
  const sent = jobs.send({ name: "test/go" });
  await started.opened;
  jobs.shift(LEASE - 1);
  const b = await jobs.worker({}, by("b"));
  await b.idle();
  expect(executions).toEqual(["a0"]);
  jobs.shift(1);
  await b.idle();
  expect(executions).toEqual(["a0", "b1"]);
  release.open();
  await sent;
  await a.idle();
  expect(executions).toEqual(["a0", "b1"]);
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: "by b" }]);
  expect(await jobs.sql`select memo, attempts from engine.steps`).toEqual([
    { memo: { data: "by b" }, attempts: 2 },
  ]);
});

test("a late answer is dropped while the other worker is still running the step", async () => {
  const { by, started, release } = hanging(3);
  const bWorks = latch();
  const bMayEnd = latch();
  jobs = await startJobs(by("a"), { workers: 0, settings: { leaseMs: LEASE } });
  const a = await jobs.worker();
  jobs.send({ name: "test/go" }).catch(() => {});
  await started.opened;
  jobs.shift(LEASE);
  const b = await jobs.worker({}, (client) => [
    client.createFunction({ id: "hang", retries: 3, triggers: [{ event: "test/go" }] }, async ({ step }) =>
      step.run("work", async () => {
        bWorks.open();
        await bMayEnd.opened;
        return "by b";
      }),
    ),
  ]);
  await bWorks.opened;
  release.open();
  await a.idle();
  expect(await jobs.sql`select from engine.steps`).toHaveLength(0);
  bMayEnd.open();
  await b.idle();
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: "by b" }]);
});

test("a run whose worker is lost during the last attempt fails with WorkerLost", async () => {
  const { by, started, release, executions } = hanging(0);
  jobs = await startJobs(by("a"), { workers: 0, settings: { leaseMs: LEASE } });
  await jobs.worker();
  jobs.send({ name: "test/go" }).catch(() => {});
  await started.opened;
  jobs.shift(LEASE);
  const b = await jobs.worker({}, by("b"));
  await b.idle();
  release.open();
  expect(executions).toEqual(["a0"]);
  expect(await jobs.runs()).toMatchObject([{ status: "failed", error: { name: "WorkerLost" } }]);
});

test("a graceful stop waits for running steps, and releases late ones without counting an attempt", async () => {
  const { by, started, release, executions } = hanging(3);
  jobs = await startJobs(by("a"), { workers: 0, settings: { leaseMs: LEASE, graceMs: 0 } });
  const a = await jobs.worker();
  jobs.send({ name: "test/go" }).catch(() => {});
  await started.opened;
  await a.stop();
  const b = await jobs.worker({}, by("b"));
  await b.idle();
  release.open();
  expect(executions).toEqual(["a0", "b0"]);
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: "by b" }]);

  const patient = hanging(3);
  await b.stop();
  const c = await jobs.worker({ graceMs: 5_000 }, patient.by("a"));
  jobs.send({ name: "test/go" }).catch(() => {});
  await patient.started.opened;
  setTimeout(patient.release.open, 50);
  await c.stop();
  expect(await jobs.sql`select name from engine.steps where memo ->> 'data' = 'by a'`).toHaveLength(1);
});

test("a heartbeat extends the lease of a long step", async () => {
  const { by, started, release, executions } = hanging(3);
  jobs = await startJobs(by("a"), { workers: 0, settings: { leaseMs: 300 } });
  const a = await jobs.worker();
  const sent = jobs.send({ name: "test/go" });
  await started.opened;
  const b = await jobs.worker({}, by("b"));
  for (let round = 0; round < 5; round += 1) {
    jobs.shift(200);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await b.idle();
  release.open();
  await sent;
  await a.idle();
  expect(executions).toEqual(["a0"]);
});

test("two workers share the steps, and each step runs once", async () => {
  const executions: string[] = [];
  const by =
    (worker: string): BuildFunctions =>
    (client) => [
      client.createFunction(
        { id: "shared", retries: 0, triggers: [{ event: "test/go" }] },
        async ({ step, event }) => {
          for (const name of ["one", "two"]) {
            await step.run(name, async () => {
              executions.push(`${worker} ${event.data.n} ${name}`);
              await new Promise((resolve) => setTimeout(resolve, 5));
            });
          }
        },
      ),
    ];
  jobs = await startJobs(by("a"), { settings: { slots: 4 } });
  await jobs.worker({}, by("b"));
  await jobs.send(...Array.from({ length: 60 }, (_, n) => ({ name: "test/go", data: { n } })));
  await jobs.settle();
  expect(new Set(executions.map((text) => text.slice(2))).size).toBe(120);
  expect(executions).toHaveLength(120);
  expect(executions.filter((text) => text.startsWith("a")).length).toBeGreaterThan(20);
  expect(executions.filter((text) => text.startsWith("b")).length).toBeGreaterThan(20);
});

test("lost connections to the database neither lose nor repeat a stored step", async () => {
  const executions: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction(
      { id: "cut", retries: 4, triggers: [{ event: "test/go" }] },
      async ({ step, event }) => {
        for (const name of ["one", "two", "three"]) {
          await step.run(name, async () => {
            executions.push(`${event.data.n} ${name}`);
            await new Promise((resolve) => setTimeout(resolve, 10));
          });
        }
      },
    ),
  ]);
  const events = Array.from({ length: 30 }, (_, n) => ({ name: "test/go", data: { n } }));
  const sent = jobs.send(...events).catch(() => {});
  const other = postgres(jobs.url, { max: 1 });
  for (let round = 0; round < 4; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    await other`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and backend_start < clock_timestamp() - interval '50 ms'`;
  }
  await other.end();
  await sent;
  const completed = async () => (await jobs.runs()).filter((run) => run.status === "completed").length;
  await expect
    .poll(
      async () => {
        await jobs.settle().catch(() => {});
        // A job whose claim lost its connection before the answer belongs to no worker until its lease expires.
        if ((await completed()) < 30) jobs.shift(15_000);
        return completed();
      },
      { timeout: 30_000 },
    )
    .toBe(30);
  expect(new Set(executions).size).toBe(90);
});
