import { referenceFunction } from "inngest";
import { afterEach, expect, test } from "vitest";
import { type BuildFunctions, type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs.close());

const seconds = (count: number) => count * 1_000;
const trigger = { triggers: [{ event: "test/go" as const }] };

test("a sleep survives a restart of the worker and holds no lease", async () => {
  const ran: string[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "nap", retries: 0, ...trigger }, async ({ step }) => {
      await step.run("a", () => ran.push("a"));
      await step.sleep("nap", "90s");
      await step.run("b", () => ran.push("b"));
      await step.sleepUntil("until", new Date("2026-03-02T12:00:00Z"));
      await step.run("c", () => ran.push("c"));
    }),
  ];
  jobs = await startJobs(build, { workers: 0, start: "2026-03-02T10:00:00Z" });
  const first = await jobs.worker();
  await jobs.send({ name: "test/go" });
  expect(ran).toEqual(["a"]);
  expect(await jobs.sql`select kind, lease_owner from engine.jobs`).toEqual([
    { kind: "sleep", lease_owner: null },
  ]);
  await first.stop();
  jobs.shift(seconds(89));
  await jobs.worker();
  await jobs.settle();
  expect(ran).toEqual(["a"]);
  await jobs.advance(seconds(1));
  expect(ran).toEqual(["a", "b"]);
  await jobs.advance(Date.parse("2026-03-02T12:00:00Z") - jobs.now() - 1);
  expect(ran).toEqual(["a", "b"]);
  await jobs.advance(1);
  expect(ran).toEqual(["a", "b", "c"]);
  expect(await jobs.runs()).toMatchObject([{ status: "completed" }]);
});

test("waitForEvent returns the first matching event after its start, or null after the timeout", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "wait", retries: 0, ...trigger }, async ({ step }) => {
      const answer = await step.waitForEvent("answer", {
        event: "test/answer",
        timeout: "5m",
        if: "event.data.key == async.data.key",
      });
      return answer === null ? "nobody" : answer.data.text;
    }),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/answer", data: { key: 1, text: "too early" } });
  await jobs.send({ name: "test/go", data: { key: 1 } }, { name: "test/go", data: { key: 2 } });
  await jobs.send({ name: "test/answer", data: { key: 3, text: "another's" } });
  expect(await jobs.runs()).toMatchObject([{ status: "running" }, { status: "running" }]);
  await jobs.send({ name: "test/answer", data: { key: 2, text: "for two" } });
  await jobs.send({ name: "test/answer", data: { key: 2, text: "late" } });
  await jobs.advance(5 * 60_000);
  const outputs = (await jobs.runs()).map((run) => run.output).sort();
  expect(outputs).toEqual(["for two", "nobody"]);
});

test("invoke returns the result, or throws the error, a timeout, or that the function does not exist", async () => {
  const build: BuildFunctions = (client) => {
    const child = client.createFunction(
      { id: "child", retries: 0, triggers: [{ event: "test/child" }] },
      async ({ event, step }) => {
        if (event.data.mode === "throw") throw new Error("child failed");
        if (event.data.mode === "slow") await step.sleep("slow", "1d");
        return `child of ${event.data.mode}`;
      },
    );
    const parent = client.createFunction(
      { id: "parent", retries: 0, triggers: [{ event: "test/go" }] },
      async ({ step, event }) => {
        const fn =
          event.data.mode === "unknown"
            ? referenceFunction({ functionId: "nobody", appId: "crossdock" })
            : child;
        try {
          return await step.invoke("call", { function: fn, data: { mode: event.data.mode }, timeout: "1m" });
        } catch (error) {
          return `caught ${(error as Error).name}: ${(error as Error).message}`;
        }
      },
    );
    return [child, parent];
  };
  jobs = await startJobs(build);
  for (const mode of ["fine", "throw", "slow", "unknown"]) {
    await jobs.send({ name: "test/go", data: { mode } });
  }
  await jobs.advance(seconds(60));
  const outputs = (await jobs.runs("parent")).map((run) => run.output).sort();
  expect(outputs).toEqual([
    "caught Error: child failed",
    'caught InngestInvokeError: Function "crossdock-nobody" does not exist.',
    "caught InngestInvokeTimeoutError: The invoked function did not end in time.",
    "child of fine",
  ]);
  await jobs.advance(24 * 3_600_000);
  const statuses = (await jobs.runs("child")).map((run) => run.status).sort();
  expect(statuses).toEqual(["completed", "completed", "failed"]);
});

test("sendEvent is a step whose events are stored once and start their functions", async () => {
  let received = 0;
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "sender", retries: 1, ...trigger }, async ({ step, attempt }) => {
      await step.sendEvent("tell", [
        { name: "test/told", data: { n: 1 } },
        { name: "test/told", data: { n: 2 } },
      ]);
      if (attempt === 0) throw new Error("after the send");
    }),
    client.createFunction({ id: "listener", retries: 0, triggers: [{ event: "test/t*" }] }, async () => {
      received += 1;
    }),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go" });
  await jobs.advance(seconds(15));
  expect(received).toBe(2);
  expect(await jobs.runs("sender")).toMatchObject([{ status: "completed" }]);
});

test("after parallel steps of every kind, the body continues in the order of completion", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "mixed", retries: 1, ...trigger }, async ({ step, attempt }) => {
      const order: string[] = [];
      const note = (name: string) => () => order.push(name);
      await Promise.all([
        step.sleep("nap", "20s").then(note("nap")),
        step.waitForEvent("word", { event: "test/word", timeout: "1h" }).then(note("word")),
        step
          .run("late", () => {
            if (attempt === 0) throw new Error("once");
          })
          .then(note("late")),
        step.run("soon", () => 1).then(note("soon")),
      ]);
      return order;
    }),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go" });
  await jobs.send({ name: "test/word" });
  await jobs.advance(seconds(15));
  expect(await jobs.runs()).toMatchObject([{ status: "running" }]);
  await jobs.advance(seconds(5));
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: ["soon", "word", "late", "nap"] }]);
});
