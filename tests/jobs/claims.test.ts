import { afterEach, beforeEach, expect, test } from "vitest";
import { claimJobs } from "@/inngest/embedded/store/leases";
import { type TestDatabase, testDatabase } from "@/testing/database/database";

const NOW = Date.parse("2026-11-26T08:00:00Z");
const lease = { owner: "w", now: NOW, leaseMs: 15_000 };

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await database.sql`insert into engine.functions (id, config, limit1, seen_at) values ('f', '{}', 1, now())`;
});
afterEach(() => database.close());

/** Creates due jobs in this order, each with a concurrency key whose limit is 1. */
async function due(...keys: string[]): Promise<void> {
  for (const [index, key] of keys.entries()) {
    const id = `run_${index}`;
    const at = new Date(NOW - 60_000 + index).toISOString();
    await database.sql`
      insert into engine.runs (id, function_id, events, max_attempts, created_at) values (${id}, 'f', '[]', 1, ${at})`;
    await database.sql`
      insert into engine.jobs (run_id, function_id, kind, due_at, run_at, key1)
      values (${id}, 'f', 'discover', ${at}, ${at}, ${key})`;
  }
}

const names = (jobs: { runId: string }[]) => jobs.map(({ runId }) => runId);

test("a worker that has seen all due jobs does not claim again, even if some wait for a full concurrency key", async () => {
  await due("a", "a", "a", "b");
  const { jobs, again } = await claimJobs(database.sql, lease, 4);
  expect(names(jobs).sort()).toEqual(["run_0", "run_3"]);
  expect(again).toBe(false);
});

test("jobs of a full concurrency key hide other due jobs for at most a few claims", async () => {
  await due(...Array.from({ length: 30 }, () => "a"), "b");
  const seen: string[] = [];
  for (let claims = 0; ; claims += 1) {
    const { jobs, again } = await claimJobs(database.sql, lease, 4);
    seen.push(...names(jobs));
    if (!again) break;
    expect(claims).toBeLessThan(3);
  }
  expect(seen).toEqual(["run_0", "run_30"]);
});
