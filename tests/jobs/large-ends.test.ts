import { afterEach, expect, test } from "vitest";
import { type Jobs, startJobs } from "./fixtures/jobs-harness";

const MIB = 1024 * 1024;

let jobs: Jobs | undefined;
afterEach(async () => {
  await jobs?.close();
  jobs = undefined;
});

const status = async (id: string) => (await jobs?.runs(id))?.map((run) => run.status);

test("a run of a large event ends, even if other functions listen to its end", async () => {
  const received: string[] = [];
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
        // Without its own runs, to which it would react for ever.
        triggers: ["inngest/function.finished", "inngest/function.failed"].map((event) => ({
          event,
          if: "event.data.function_id == 'crossdock-large'",
        })),
      },
      async ({ event }) => {
        const source = (event.data as { event: { data: { text: string } } }).event;
        received.push(`${event.name} ${source.data.text.length}`);
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
  expect(received.toSorted()).toEqual([
    `inngest/function.failed ${text.length}`,
    `inngest/function.finished ${text.length}`,
    `inngest/function.finished ${text.length}`,
  ]);
});

test("events about failures do not grow without limit when a function that listens to them fails too", async () => {
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

test("invoking a function with more than 3 MiB of data is an error of the step", async () => {
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
