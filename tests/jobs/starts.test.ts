import { afterEach, expect, test } from "vitest";
import { type BuildFunctions, type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs?.close());

const HOUR = 3_600_000;
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

test("a trigger's condition with a missing key does not match, and several matching triggers start one run", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction(
      {
        id: "picky",
        retries: 0,
        triggers: [
          { event: "test/go", if: "event.data.order.total > 10" },
          { event: "test/*", if: "event.data.all == true" },
        ],
      },
      async ({ event }) => event.data.label,
    ),
  ];
  jobs = await startJobs(build);
  await jobs.send(
    { name: "test/go", data: { label: "no order" } },
    { name: "test/go", data: { label: "small", order: { total: 3 } } },
    { name: "test/go", data: { label: "large", order: { total: 30 } } },
    { name: "test/go", data: { label: "both", all: true, order: { total: 30 } } },
    { name: "test/other", data: { label: "wild", all: true } },
    { name: "other/go", data: { label: "elsewhere", all: true } },
  );
  expect((await jobs.runs()).map((run) => run.output).sort()).toEqual(["both", "large", "wild"]);
});

test("an event id or an idempotency key starts a function once in 24 hours", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "one", retries: 0, triggers: [{ event: "test/go" }] }, async () => 1),
    client.createFunction(
      { id: "keyed", retries: 0, triggers: [{ event: "test/go" }], idempotency: "event.data.key" },
      async () => 2,
    ),
  ];
  jobs = await startJobs(build);
  const go = (id: string | undefined, key: string) => ({ name: "test/go", id, data: { key } });
  await jobs.send(go("e1", "k1"), go("e1", "k2"), go(undefined, "k1"));
  await jobs.send(go("e1", "k3"), go("e2", "k1"));
  expect(await jobs.runs("one")).toHaveLength(3);
  expect(await jobs.runs("keyed")).toHaveLength(1);
  jobs.shift(24 * HOUR);
  await jobs.send(go("e1", "k1"));
  expect(await jobs.runs("one")).toHaveLength(4);
  expect(await jobs.runs("keyed")).toHaveLength(2);
});

test("an event with a future time starts its run at that time", async () => {
  jobs = await startJobs((client) => [
    client.createFunction({ id: "later", retries: 0, triggers: [{ event: "test/go" }] }, async () => 1),
  ]);
  await jobs.send({ name: "test/go", ts: jobs.now() + HOUR });
  await jobs.advance(HOUR - 1);
  expect(await jobs.runs()).toMatchObject([{ status: "running" }]);
  await jobs.advance(1);
  expect(await jobs.runs()).toMatchObject([{ status: "completed" }]);
});

test("concurrency: two workers together never exceed a key's limit, and other keys are not delayed", async () => {
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction(
      {
        id: "limited",
        retries: 0,
        triggers: [{ event: "test/go" }],
        concurrency: { limit: 2, key: "event.data.key" },
      },
      async ({ step, event }) => {
        await step.run("work", async () => {
          order.push(event.data.key);
          if (event.data.key !== "busy") return;
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 20));
          running -= 1;
        });
      },
    ),
  ];
  jobs = await startJobs(build);
  await jobs.worker();
  const busy = Array.from({ length: 20 }, () => ({ name: "test/go", data: { key: "busy" } }));
  await jobs.send(...busy, { name: "test/go", data: { key: "free" } });
  expect(most).toBe(2);
  expect(order.indexOf("free")).toBeLessThan(10);
  const statuses = (await jobs.runs()).map((run) => run.status);
  expect(statuses).toEqual(Array.from({ length: 21 }, () => "completed"));
});

test("a sleeping run takes no slot of its concurrency key", async () => {
  const ran: number[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction(
      { id: "sleeper", retries: 0, triggers: [{ event: "test/go" }], concurrency: 1 },
      async ({ step, event }) => {
        await step.sleep("nap", "1h");
        await step.run("work", () => ran.push(event.data.n as number));
      },
    ),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go", data: { n: 1 } }, { name: "test/go", data: { n: 2 } });
  expect(await jobs.sql`select kind from engine.jobs`).toEqual([{ kind: "sleep" }, { kind: "sleep" }]);
  await jobs.advance(HOUR);
  expect(ran.sort()).toEqual([1, 2]);
});

test("onFailure runs once with the error and the event, and has two attempts of its own", async () => {
  const seen: unknown[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction(
      {
        id: "doomed",
        retries: 0,
        triggers: [{ event: "test/go" }],
        onFailure: async ({ error, event, attempt }) => {
          seen.push([attempt, error.message, event.data.event.data, event.data.function_id]);
          throw new Error("in the failure handler");
        },
      },
      async () => {
        throw new Error("doomed");
      },
    ),
    client.createFunction(
      {
        id: "watcher",
        retries: 0,
        triggers: [
          { event: "inngest/function.finished", if: "event.data.function_id != 'crossdock-watcher'" },
        ],
      },
      async ({ event }) => `${event.data.function_id} ${event.data.error ? "failed" : "completed"}`,
    ),
    client.createFunction({ id: "fine", retries: 0, triggers: [{ event: "test/go" }] }, async () => 1),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go", data: { n: 7 } });
  await jobs.advance(15_000);
  const expected = (attempt: number) => [attempt, "doomed", { n: 7 }, "crossdock-doomed"];
  expect(seen).toEqual([expected(0), expected(1)]);
  const watched = (await jobs.runs("watcher")).map((run) => run.output);
  expect(watched).toContain("crossdock-doomed failed");
  expect(watched).toContain("crossdock-fine completed");
  const failed =
    await jobs.sql`select data from engine.events where name = 'inngest/function.failed' order by seq`;
  const [doomed] = await jobs.runs("doomed");
  expect(failed[0]?.data).toMatchObject({
    function_id: "crossdock-doomed",
    run_id: doomed?.id,
    error: { name: "Error", message: "doomed" },
    event: { name: "test/go", data: { n: 7 } },
    _inngest: { status: "Failed" },
  });
});

test("a cron slot starts one run with two workers, and the slots of a long downtime start only one", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction(
      { id: "hourly", retries: 0, triggers: [{ cron: "TZ=Europe/Berlin 30 * * * *" }] },
      async ({ event }) => event.id,
    ),
  ];
  jobs = await startJobs(build, { start: "2026-03-02T10:00:00Z" });
  await jobs.worker();
  await jobs.advance(30 * 60_000 - 1);
  expect(await jobs.runs()).toEqual([]);
  await jobs.advance(1);
  await jobs.settle();
  expect((await jobs.runs()).map((run) => run.output)).toEqual(["2026-03-02T10:30:00.000Z"]);
  await jobs.advance(48 * HOUR);
  await jobs.settle();
  expect((await jobs.runs()).map((run) => run.output)).toEqual([
    "2026-03-02T10:30:00.000Z",
    "2026-03-04T10:30:00.000Z",
  ]);
});

test("runs of a function that is no longer served fail with FunctionNotFound after their attempts", async () => {
  const stay = gate();
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "gone", retries: 1, triggers: [{ event: "test/go" }] }, async ({ step }) => {
      stay.open();
      await step.sleep("nap", "1m");
    }),
  ];
  jobs = await startJobs(build, { workers: 0 });
  const old = await jobs.worker();
  await jobs.send({ name: "test/go" });
  await stay.opened;
  await old.stop();
  await jobs.worker({}, (client) => [
    client.createFunction({ id: "new", triggers: [{ event: "x" }] }, async () => 1),
  ]);
  await jobs.advance(60_000);
  await jobs.advance(60_000);
  const [run] = await jobs.runs();
  expect(run).toMatchObject({
    status: "failed",
    error: { name: "FunctionNotFound", message: 'The function "crossdock-gone" is no longer served.' },
  });
});

test("many runs that wait for one concurrency key do not delay other runs", async () => {
  const ran: string[] = [];
  const stay = gate();
  jobs = await startJobs(
    (client) => [
      client.createFunction(
        {
          id: "keyed",
          retries: 0,
          triggers: [{ event: "test/go" }],
          concurrency: { limit: 1, key: "event.data.key" },
        },
        async ({ event }) => {
          ran.push(event.data.key);
          await stay.opened;
        },
      ),
    ],
    { workers: 0, settings: { pollMs: 60_000 } },
  );
  const crowd = Array.from({ length: 150 }, () => ({ name: "test/go", data: { key: "crowd" } }));
  await jobs.send(...crowd, { name: "test/go", data: { key: "alone" } });
  await jobs.worker();
  await expect.poll(() => ran.toSorted()).toEqual(["alone", "crowd"]);
  stay.open();
});
