import { once } from "node:events";
import type postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueueEvents } from "@/inngest/embedded/store/enqueue-events";
import { prune } from "@/inngest/embedded/store/prune";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { startTestCluster } from "@/testing/database/test-cluster";
import { type WorkerPool, workerPool } from "../fixtures/worker-pool";

const patience = { timeout: 40_000, interval: 50 };
const GATE = 4_711;

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

const states = async () => (await database.sql`select status from engine.runs`).map((row) => row.status);
const attempts = () =>
  database.sql`
    select step, array_agg(attempt order by id) as attempts from effects where step <> 'held'
    group by step order by step`;
const once4 = { first: [0], last: [0], left: [0], right: [0] };
const expected = (changed: Partial<Record<keyof typeof once4, number[]>> = {}) =>
  Object.entries({ ...once4, ...changed }).map(([step, of]) => ({ step, attempts: of }));

/** Expects what must be true after any crash: the run is completed, each step is stored once, and no job remains. */
async function expectWhole(executions: ReturnType<typeof expected>): Promise<void> {
  await expect.poll(states, patience).toEqual(["completed"]);
  expect(await attempts()).toEqual(executions);
  const memos = await database.sql`select name, count(*)::int as rows from engine.steps
    where position is not null group by name order by name`;
  expect(memos.map((row) => row.rows)).toEqual([1, 1, 1, 1]);
  expect(await database.sql`select from engine.jobs`).toHaveLength(0);
}

/**
 * Makes inserts into a table wait inside their transaction until `open` is called. `reached` resolves when an insert
 * is waiting.
 */
async function holdWrites(table: string): Promise<{ reached(): Promise<void>; open(): Promise<void> }> {
  const { sql } = database;
  await sql.unsafe(`
    create function hold_here() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end';
    create trigger hold_here before insert on ${table} for each row execute function hold_here()`);
  const connection: postgres.ReservedSql = await sql.reserve();
  await connection`select pg_advisory_lock(${GATE})`;
  return {
    reached: () =>
      expect
        .poll(
          () => sql`select from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`,
          patience,
        )
        .not.toHaveLength(0),
    open: async () => {
      await connection`select pg_advisory_unlock(${GATE})`;
      connection.release();
      await sql.unsafe(`drop trigger hold_here on ${table}`).catch(() => {});
    },
  };
}

/** Ends the killed process's sessions, as PostgreSQL does when it notices that the connection is closed. */
const endSessions = () =>
  database.sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objid = ${GATE} and not granted`;

test.each(["before", "after"])(
  "D1: kill -9 %s a call loses nothing and stores each step once",
  async (moment) => {
    await enqueueEvents(database.sql, [{ name: "test/crashy", data: {} }]);
    const first = await pool.start({ HOLD_CALL: moment });
    await expect.poll(() => database.sql`select from effects where step = 'held'`, patience).toHaveLength(1);
    await pool.kill(first);
    await pool.start();
    // The first step runs together with the body. If it ran before the kill, it runs once more.
    await expectWhole(expected({ first: moment === "before" ? [1] : [0, 1] }));
  },
);

test("D1: kill -9 during a step loses nothing and stores each step once", async () => {
  await enqueueEvents(database.sql, [{ name: "test/crashy", data: { hold: "left" } }]);
  const first = await pool.start();
  await expect.poll(() => database.sql`select from effects where step = 'left'`, patience).toHaveLength(1);
  await expect
    .poll(
      () => database.sql`select from engine.steps where name = 'right' and position is not null`,
      patience,
    )
    .toHaveLength(1);
  await pool.kill(first);
  await pool.start();
  await expectWhole(expected({ left: [0, 1] }));
});

test("D1: kill -9 while a result is stored keeps all of it or nothing", async () => {
  const gate = await holdWrites("engine.steps");
  await enqueueEvents(database.sql, [{ name: "test/crashy", data: {} }]);
  const first = await pool.start();
  await gate.reached();
  await pool.kill(first);
  await endSessions();
  await gate.open();
  await pool.start();
  await expectWhole(expected({ first: [0, 1] }));
});

test.each([
  ["the outbox row is moved to the engine", "engine.events"],
  ["its event is turned into a run", "engine.runs"],
])("D1: kill -9 while %s loses nothing and stores each step once", async (_, table) => {
  const gate = await holdWrites(table);
  await database.sql`
    insert into outbox (id, event_id, name, data, created_at)
    values ('out_1', 'event-1', 'test/crashy', '{}', now())`;
  const first = await pool.start();
  await gate.reached();
  await pool.kill(first);
  await endSessions();
  await gate.open();
  await pool.start();
  await expectWhole(expected());
});

test("D2: the answer of a worker that was frozen beyond its lease is dropped", async () => {
  await enqueueEvents(database.sql, [{ name: "test/crashy", data: { hold: "right" } }]);
  const frozen = await pool.start();
  await expect.poll(() => database.sql`select from effects where step = 'right'`, patience).toHaveLength(1);
  frozen.kill("SIGSTOP");
  const second = await pool.start();
  await expect.poll(states, patience).toEqual(["completed"]);
  const memo = () => database.sql`select memo ->> 'data' as data from engine.steps where name = 'right'`;
  expect(await memo()).toEqual([{ data: `right by ${second.pid}` }]);
  frozen.kill("SIGCONT");
  await enqueueEvents(database.sql, [{ name: "test/crashy", data: {} }]);
  await expect.poll(states, patience).toEqual(["completed", "completed"]);
  expect((await memo())[0]).toEqual({ data: `right by ${second.pid}` });
  expect(await database.sql`select from engine.jobs`).toHaveLength(0);
});

test("D2: a worker that is frozen inside a transaction loses its locks", async () => {
  const gate = await holdWrites("engine.steps");
  await enqueueEvents(database.sql, [{ name: "test/crashy", data: {} }]);
  const frozen = await pool.start();
  await gate.reached();
  frozen.kill("SIGSTOP");
  await gate.open();
  await pool.start();
  await expectWhole(expected({ first: [0, 1] }));
});

test("D3: runs continue after PostgreSQL was killed and restarted, and no stored step is repeated", async () => {
  const cluster = await startTestCluster({ fsync: true });
  const own = await testDatabase(cluster);
  const workers = await workerPool(own);
  try {
    await enqueueEvents(
      own.sql,
      Array.from({ length: 60 }, () => ({ name: "test/crashy", data: {} })),
    );
    const worker = await workers.start();
    await expect.poll(() => own.sql`select from effects limit 20`, patience).toHaveLength(20);
    process.kill(cluster.pid(), "SIGKILL");
    await cluster.exited();
    await cluster.restart();
    const ended = async () =>
      (
        await own.sql`select status, count(*)::int as runs from engine.runs group by status`.catch(() => [])
      )[0];
    await expect.poll(ended, patience).toEqual({ status: "completed", runs: 60 });
    expect(worker.exitCode).toBe(null);
    const [memos] = await own.sql`select count(*)::int as rows from engine.steps where position is not null`;
    expect(memos?.rows).toBe(240);
    const [effects] = await own.sql`select count(*)::int as rows from effects`;
    expect(effects?.rows).toBeLessThanOrEqual(240 + 16);
  } finally {
    await workers.killAll();
    await own.close();
    await cluster.stop();
  }
});

test("D4: pruning keeps live runs, however old they are", async () => {
  const { sql } = database;
  await enqueueEvents(sql, [
    { name: "test/crashy", data: {} },
    { name: "test/crashy", data: { hold: "last" } },
  ]);
  const worker = await pool.start();
  await expect.poll(() => sql`select from effects where step = 'last'`, patience).toHaveLength(2);
  await expect.poll(async () => (await states()).toSorted(), patience).toEqual(["completed", "running"]);
  await sql`update engine.runs set created_at = created_at - interval '1 year', ended_at = ended_at - interval '1 year'`;
  await prune(sql, Date.now(), 7 * 86_400_000);
  expect(await states()).toEqual(["running"]);
  const gone = once(worker, "exit");
  await pool.kill(worker);
  await gone;
  await pool.start();
  await expect.poll(states, patience).toEqual(["completed"]);
  expect(await sql`select from engine.steps where position is not null`).toHaveLength(4);
});
