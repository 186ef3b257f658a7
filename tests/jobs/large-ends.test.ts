import { afterEach, expect, test } from "vitest";
import { type Jobs, startJobs } from "./fixtures/jobs-harness";

const MIB = 1024 * 1024;

let jobs: Jobs | undefined;
afterEach(async () => {
  await jobs?.close();
  jobs = undefined;
});

const status = async (id: string) => (await jobs?.runs(id))?.map((run) => run.status);

test("a run of a large event ends, whoever is told of it", async () => {
  const told: string[] = [];
  jobs = await startJobs((client) => [
    client.createFunction(
      { id: "large", retries: 0, triggers: [{ event: "large/sent" }] },
      async ({ event }) => {
        if (event.data.fails) throw new Error("it is broken");
        return "x".repeat(3.9 * MIB);
      },
    ),
    client.createFunction(
      {
        id: "listens",
        retries: 0,
        // Not of its own ends: it would be told for ever.
        triggers: ["inngest/function.finished", "inngest/function.failed"].map((event) => ({
          event,
          if: "event.data.function_id == 'crossdock-large'",
        })),
      },
      async ({ event }) => {
        const source = (event.data as { event: { data: { text: string } } }).event;
        told.push(`${event.name} ${source.data.text.length}`);
      },
    ),
    client.createFunction({ id: "small", retries: 0, triggers: [{ event: "small/sent" }] }, async () => "ok"),
  ]);
  const text = "x".repeat(2.9 * MIB);
  await jobs.send({ name: "large/sent", data: { text } });
  await jobs.send({ name: "large/sent", data: { text, fails: true } });
  await jobs.send({ name: "small/sent", data: {} });
  expect((await status("large"))?.toSorted()).toEqual(["completed", "failed"]);
  expect(await status("small")).toEqual(["completed"]);
  expect(told.toSorted()).toEqual([
    `inngest/function.failed ${text.length}`,
    `inngest/function.finished ${text.length}`,
    `inngest/function.finished ${text.length}`,
  ]);
});

test("a listener that fails of what it is told of does not grow the next event without end", async () => {
  let calls = 0;
  jobs = await startJobs((client) => [
    client.createFunction({ id: "large", retries: 0, triggers: [{ event: "large/sent" }] }, async () => {
      throw new Error("it is broken");
    }),
    client.createFunction(
      { id: "fails-too", retries: 0, triggers: [{ event: "inngest/function.failed" }] },
      async () => {
        calls += 1;
        if (calls < 8) throw new Error("so is the listener");
      },
    ),
  ]);
  await jobs.send({ name: "large/sent", data: { text: "x".repeat(2.9 * MIB) } });
  expect(calls).toBe(8);
  expect((await status("fails-too"))?.filter((one) => one === "completed")).toEqual(["completed"]);
});

test("to invoke a function with more than 3 MiB is an error of the step", async () => {
  jobs = await startJobs((client) => {
    const child = client.createFunction(
      { id: "child", retries: 0, triggers: [{ event: "child/sent" }] },
      async () => "started",
    );
    return [
      child,
      client.createFunction(
        { id: "parent", retries: 0, triggers: [{ event: "parent/sent" }] },
        async ({ step }) =>
          step
            .invoke("call", { function: child, data: { text: "x".repeat(3 * MIB) } })
            .catch((error: Error) => `${error.name}: ${error.message}`),
      ),
    ];
  });
  await jobs.send({ name: "parent/sent", data: {} });
  expect((await jobs.runs("parent"))[0]).toMatchObject({
    status: "completed",
    output: expect.stringContaining("over 3145728 bytes"),
  });
  expect(await status("child")).toEqual([]);
});
