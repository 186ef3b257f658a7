import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, expect, test } from "vitest";
import { type BuildFunctions, type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs.close());

const seconds = (count: number) => count * 1_000;
const minutes = (count: number) => count * 60_000;
const trigger = { triggers: [{ event: "test/go" as const }] };

test("a step with a stored result never runs again", async () => {
  const ran: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction({ id: "two", retries: 4, ...trigger }, async ({ step }) => {
      ran.push("body");
      const a = await step.run("a", () => {
        ran.push("a");
        return { at: new Date(0), none: undefined };
      });
      const b = await step.run("b", () => {
        ran.push("b");
      });
      return { a, b };
    }),
  ]);
  await jobs.send({ name: "test/go" });
  expect(ran).toEqual(["body", "a", "body", "b", "body"]);
  expect(await jobs.runs()).toMatchObject([
    { status: "completed", output: { a: { at: "1970-01-01T00:00:00.000Z" }, b: null } },
  ]);
  const leftOver = await jobs.sql`select from engine.jobs`;
  expect(leftOver).toHaveLength(0);
});

test("each step counts its own attempts, from 0, and waits longer after each failure", async () => {
  const ran: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction({ id: "flaky", retries: 2, ...trigger }, async ({ step, attempt }) => {
      await step.run("a", () => {
        ran.push(`a${attempt}`);
        if (attempt < 2) throw new Error("not yet");
      });
      await step.run("b", () => {
        ran.push(`b${attempt}`);
        if (attempt < 1) throw new Error("not yet");
      });
      return "done";
    }),
  ]);
  await jobs.send({ name: "test/go" });
  expect(ran).toEqual(["a0"]);
  await jobs.advance(seconds(14));
  expect(ran).toEqual(["a0"]);
  await jobs.advance(seconds(1));
  expect(ran).toEqual(["a0", "a1"]);
  await jobs.advance(seconds(29));
  expect(ran).toEqual(["a0", "a1"]);
  await jobs.advance(seconds(1));
  expect(ran).toEqual(["a0", "a1", "a2", "b0"]);
  await jobs.advance(seconds(15));
  expect(ran).toEqual(["a0", "a1", "a2", "b0", "b1"]);
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: "done" }]);
  const steps = await jobs.sql`select name, attempts from engine.steps order by position`;
  expect(steps).toEqual([
    { name: "a", attempts: 3 },
    { name: "b", attempts: 2 },
  ]);
});

test("the wait after a failure has a jitter of up to 30 s", async () => {
  let ran = 0;
  jobs = await startJobs(
    (client) => [
      client.createFunction({ id: "flaky", retries: 1, ...trigger }, async () => {
        ran += 1;
        throw new Error("no");
      }),
    ],
    { settings: { random: () => 0.5 } },
  );
  await jobs.send({ name: "test/go" });
  await jobs.advance(seconds(29));
  expect(ran).toBe(1);
  await jobs.advance(seconds(1));
  expect(ran).toBe(2);
});

test("without `retries` a function has five attempts", async () => {
  const attempts: number[] = [];
  jobs = await startJobs((client) => [
    client.createFunction({ id: "always", ...trigger }, async ({ attempt }) => {
      attempts.push(attempt);
      throw new Error("no");
    }),
  ]);
  await jobs.send({ name: "test/go" });
  for (let round = 0; round < 6; round += 1) await jobs.advance(minutes(60));
  expect(attempts).toEqual([0, 1, 2, 3, 4]);
  expect(await jobs.runs()).toMatchObject([{ status: "failed", error: { name: "Error", message: "no" } }]);
});

test("a body that throws runs again with the stored results of its steps", async () => {
  const ran: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction({ id: "body", retries: 1, ...trigger }, async ({ step, attempt }) => {
      const a = await step.run("a", () => ran.push("a"));
      ran.push(`body${attempt}`);
      if (attempt === 0) throw new Error("once");
      return a;
    }),
  ]);
  await jobs.send({ name: "test/go" });
  await jobs.advance(seconds(15));
  expect(ran).toEqual(["a", "body0", "body1"]);
  expect(await jobs.runs()).toMatchObject([{ status: "completed", output: 1 }]);
});

test("RetryAfterError retries exactly after the requested wait", async () => {
  const attempts: number[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "later", retries: 1, ...trigger }, async ({ step, attempt }) => {
      await step.run("a", () => {
        attempts.push(attempt);
        if (attempt === 0) throw new RetryAfterError("throttled", seconds(90));
      });
    }),
  ];
  jobs = await startJobs(build, { settings: { random: () => 0.9 } });
  await jobs.send({ name: "test/go" });
  await jobs.advance(seconds(89));
  expect(attempts).toEqual([0]);
  await jobs.advance(seconds(1));
  expect(attempts).toEqual([0, 1]);
});

test("NonRetriableError ends a step at once, and can be caught", async () => {
  const attempts: string[] = [];
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "caught", retries: 4, ...trigger }, async ({ step, attempt }) => {
      try {
        await step.run("a", () => {
          attempts.push(`caught${attempt}`);
          throw new NonRetriableError("never");
        });
      } catch (error) {
        return `went on after: ${(error as Error).message}`;
      }
    }),
    client.createFunction({ id: "uncaught", retries: 4, ...trigger }, async ({ step, attempt }) => {
      await step.run("a", () => {
        attempts.push(`uncaught${attempt}`);
        throw new NonRetriableError("never");
      });
    }),
    client.createFunction({ id: "body", retries: 4, ...trigger }, async ({ attempt }) => {
      attempts.push(`body${attempt}`);
      throw new NonRetriableError("body");
    }),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go" });
  expect(attempts.sort()).toEqual(["body0", "caught0", "uncaught0"]);
  expect(await jobs.runs("caught")).toMatchObject([{ status: "completed", output: "went on after: never" }]);
  expect(await jobs.runs("uncaught")).toMatchObject([{ status: "failed", error: { message: "never" } }]);
  expect(await jobs.runs("body")).toMatchObject([{ status: "failed", error: { message: "body" } }]);
});

test("only failing parallel steps are retried, and one that fails for good does not fail the others", async () => {
  const ran: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction({ id: "legs", retries: 2, ...trigger }, async ({ step, attempt }) => {
      const leg = (name: string, until: number) =>
        step.run(`push:${name}`, () => {
          ran.push(`${name}${attempt}`);
          if (attempt < until) throw new Error(`${name} failed`);
          return name;
        });
      const results = await Promise.allSettled([leg("good", 0), leg("flaky", 1), leg("bad", 9)]);
      const after = await step.run("after", () => ran.push("after"));
      return [
        ...results.map((r) => (r.status === "fulfilled" ? r.value : (r.reason as Error).message)),
        typeof after,
      ];
    }),
  ]);
  await jobs.send({ name: "test/go" });
  expect(ran.sort()).toEqual(["bad0", "flaky0", "good0"]);
  await jobs.advance(seconds(15));
  expect(ran.sort()).toEqual(["bad0", "bad1", "flaky0", "flaky1", "good0"]);
  await jobs.advance(seconds(30));
  expect(ran.sort()).toEqual(["after", "bad0", "bad1", "bad2", "flaky0", "flaky1", "good0"]);
  expect(await jobs.runs()).toMatchObject([
    { status: "completed", output: ["good", "flaky", "bad failed", "number"] },
  ]);
});

test("results with NUL and lone surrogates, and those of 250 parallel steps, are stored unchanged", async () => {
  jobs = await startJobs((client) => [
    client.createFunction(
      { id: "wide", retries: 0, triggers: [{ event: "test/go" }] },
      async ({ step, event }) => {
        const numbers = Array.from({ length: 250 }, (_, index) => index);
        const all = await Promise.all(numbers.map((n) => step.run(`n:${n}`, () => n)));
        const text = await step.run("text", () => event.data.text as string);
        return { sum: all.reduce((sum, n) => sum + n, 0), text };
      },
    ),
  ]);
  await jobs.send({ name: "test/go", data: { text: "a\u0000b\ud800" } });
  expect(await jobs.sql`select status, output::text as output from engine.runs`).toEqual([
    { status: "completed", output: String.raw`{"sum":31125,"text":"a\u0000b\ud800"}` },
  ]);
});

test("a result over 4 MiB, more than 1,000 steps, or an invalid step fails the run with a named error", async () => {
  const build: BuildFunctions = (client) => [
    client.createFunction({ id: "large", retries: 0, ...trigger }, async ({ step }) => {
      await step.run("a", () => "x".repeat(5 * 1024 * 1024));
    }),
    client.createFunction({ id: "many", retries: 0, ...trigger }, async ({ step }) => {
      await Promise.all(Array.from({ length: 1_001 }, (_, n) => step.run(`n:${n}`, () => n)));
    }),
    client.createFunction({ id: "signal", retries: 0, ...trigger }, async ({ step }) => {
      await step.waitForSignal("s", { signal: "x", timeout: "1h", onConflict: "fail" });
    }),
    client.createFunction({ id: "unreadable", retries: 0, ...trigger }, async ({ step }) => {
      await step.sleep("nap", "1h30m");
    }),
  ];
  jobs = await startJobs(build);
  await jobs.send({ name: "test/go" });
  const errors = await jobs.sql`
    select function_id, error ->> 'name' as name from engine.runs where status = 'failed' order by function_id`;
  expect(errors).toEqual([
    { function_id: "crossdock-large", name: "OutputTooLarge" },
    { function_id: "crossdock-many", name: "TooManySteps" },
    { function_id: "crossdock-signal", name: "UnsupportedStep" },
    { function_id: "crossdock-unreadable", name: "UnreadableStep" },
  ]);
});
