import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { type ClockJumped, type EngineClock, startClock } from "@/inngest/embedded/store/clock";
import { testDatabase } from "@/testing/database/database";

let close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of close.toReversed()) await one();
  close = [];
});

/**
 * Starts the engine's clock on a database whose time the test can set: a schema in front of `pg_catalog` replaces
 * `clock_timestamp()`.
 */
async function clockOver(offsetMs: number) {
  const database = await testDatabase();
  close.push(() => database.close());
  await database.sql.unsafe(`create schema set_clock; create table set_clock.by (ms float8);
    insert into set_clock.by values (${offsetMs});
    create function set_clock.clock_timestamp() returns timestamptz language sql volatile as
      'select pg_catalog.clock_timestamp() + (select ms from set_clock.by) * interval ''1 millisecond'''`);
  const sql = postgres(database.url, {
    max: 1,
    connection: { search_path: "set_clock, pg_catalog, public" },
  });
  close.push(() => sql.end());
  const jumps: ClockJumped[] = [];
  const clock: EngineClock = await startClock(sql, { onJump: (jump) => jumps.push(jump), sampleEveryMs: 20 });
  close.push(async () => clock.stop());
  const set = (ms: number) => database.sql`update set_clock.by set ms = ${ms}`;
  return { clock, jumps, set };
}

const HOUR = 3_600_000;

test("the engine uses the database's time, not the machine's", async () => {
  const { clock } = await clockOver(5 * HOUR);
  expect(Math.abs(clock.now() - (Date.now() + 5 * HOUR))).toBeLessThan(2_000);
});

test("the engine follows a database clock that is set forward, and reports it as ClockJumped", async () => {
  const { clock, jumps, set } = await clockOver(0);
  await set(HOUR);
  await expect.poll(() => clock.now() - Date.now()).toBeGreaterThan(HOUR - 2_000);
  expect(jumps).toHaveLength(1);
  expect(jumps[0]).toMatchObject({
    name: "ClockJumped",
    message: expect.stringContaining("forward by 3600 s"),
  });
});

test("the engine reports a database clock that is set back, and its own time does not go back", async () => {
  const { clock, jumps, set } = await clockOver(0);
  const before = clock.now();
  await set(-HOUR);
  await expect.poll(() => jumps.length).toBeGreaterThan(0);
  expect(jumps[0]?.message).toContain("back by 3600 s");
  expect(clock.now()).toBeGreaterThanOrEqual(before);
});
