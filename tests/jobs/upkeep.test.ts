import { afterEach, expect, test } from "vitest";
import { prune } from "@/inngest/embedded/store/prune";
import { type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs.close());

const DAY = 86_400_000;

test("prune deletes runs that ended long ago, with their steps, but never a live run", async () => {
  jobs = await startJobs((client) => [
    client.createFunction({ id: "short", retries: 0, triggers: [{ event: "test/go" }] }, async ({ step }) =>
      step.run("a", () => 1),
    ),
    client.createFunction({ id: "long", retries: 0, triggers: [{ event: "test/go" }] }, async ({ step }) => {
      await step.run("a", () => 1);
      await step.sleep("nap", "30d");
      return "woke";
    }),
  ]);
  await jobs.send({ name: "test/go", id: "old" });
  jobs.shift(8 * DAY);
  await jobs.send({ name: "test/go", id: "new" });
  await prune(jobs.sql, jobs.now(), 7 * DAY);
  expect(await jobs.runs("short")).toHaveLength(1);
  expect(await jobs.runs("long")).toHaveLength(2);
  expect(await jobs.sql`select external_id from engine.events`).toEqual([{ external_id: "new" }]);
  expect(await jobs.sql`select key from engine.idempotency`).toEqual([{ key: "id:new" }, { key: "id:new" }]);
  expect(await jobs.sql`select from engine.steps where name = 'a'`).toHaveLength(3);
  await jobs.advance(30 * DAY);
  expect((await jobs.runs("long")).map((run) => run.output)).toEqual(["woke", "woke"]);
});

test("an event that the database refuses is marked with the reason, and the others are dispatched", async () => {
  jobs = await startJobs((client) => [
    client.createFunction(
      { id: "all", retries: 0, triggers: [{ event: "test/go" }] },
      async ({ event }) => event.data.n,
    ),
  ]);
  await jobs.sql`alter table engine.runs add constraint refuse check (events::text not like '%poison%')`;
  const events = [1, 2, "poison", 3, 4].map((n) => ({ name: "test/go", data: { n } }));
  await jobs.send(...events);
  await expect.poll(async () => (await jobs.runs()).map((run) => run.output).sort()).toEqual([1, 2, 3, 4]);
  expect(await jobs.sql`select data from engine.events where error like '%refuse%'`).toEqual([
    { data: { n: "poison" } },
  ]);
});

test("keys with NUL or a lone surrogate work for idempotency and concurrency", async () => {
  jobs = await startJobs((client) => [
    client.createFunction(
      {
        id: "keyed",
        retries: 0,
        triggers: [{ event: "test/go" }],
        idempotency: "event.data.key",
        concurrency: { limit: 1, key: "event.data.key" },
      },
      async () => 1,
    ),
  ]);
  for (const key of ["a\u0000", "a\u0000", "b\ud800"]) await jobs.send({ name: "test/go", data: { key } });
  expect((await jobs.runs()).map((run) => run.status)).toEqual(["completed", "completed"]);
});
