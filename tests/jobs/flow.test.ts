import type { Inngest, InngestFunction } from "inngest";
import { afterEach, expect, test } from "vitest";
import { type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs?.close());

const SECOND = 1_000;
const go = { retries: 0 as const, triggers: [{ event: "test/go" }] };
const send = (...labels: string[]) =>
  jobs.send(...labels.map((label) => ({ name: "test/go", data: { label, key: label[0] } })));

const labelOf = (event: { data: unknown }) => (event.data as { label: string }).label;

/** Starts one function that records the labels of its events. */
async function recorded(options: Partial<InngestFunction.Options>, workers: 0 | 1 = 1): Promise<string[]> {
  const seen: string[] = [];
  jobs = await startJobs(
    (client) => [
      client.createFunction({ id: "fn", ...go, ...options }, async ({ events }) => {
        seen.push(events.map(labelOf).join("+"));
      }),
    ],
    { workers },
  );
  return seen;
}

test("throttle: per key, limit + burst runs start at once, then one per period / limit, and none is lost", async () => {
  const seen = await recorded({ throttle: { limit: 2, period: "10s", burst: 1, key: "event.data.key" } });
  await send("a1", "a2", "a3", "a4", "a5", "b1");
  expect(seen.toSorted()).toEqual(["a1", "a2", "a3", "b1"]);
  await jobs.advance(5 * SECOND - 1);
  expect(seen).toHaveLength(4);
  await jobs.advance(1);
  expect(seen).toEqual([...seen.slice(0, 4), "a4"]);
  await jobs.advance(5 * SECOND);
  expect(seen).toEqual([...seen.slice(0, 4), "a4", "a5"]);
});

test("rateLimit: runs over the limit are dropped until the period allows another one", async () => {
  const seen = await recorded({ rateLimit: { limit: 2, period: "10s", key: "event.data.key" } });
  await send("a1", "a2", "a3", "b1");
  expect(seen.toSorted()).toEqual(["a1", "a2", "b1"]);
  await jobs.advance(5 * SECOND);
  await send("a4", "a5");
  expect(seen.toSorted()).toEqual(["a1", "a2", "a4", "b1"]);
});

test("debounce: only the last event of a burst runs, after the burst or after the timeout", async () => {
  const seen = await recorded({ debounce: { period: "10s", timeout: "25s", key: "event.data.key" } });
  await send("a1", "a2", "b1");
  await jobs.advance(9 * SECOND);
  await send("a3");
  expect(seen).toEqual([]);
  await jobs.advance(1 * SECOND);
  expect(seen).toEqual(["b1"]);
  await jobs.advance(8 * SECOND);
  await send("a4");
  await jobs.advance(6 * SECOND);
  await send("a5");
  await jobs.advance(1 * SECOND);
  expect(seen).toEqual(["b1", "a5"]);
  await send("a6");
  await jobs.advance(10 * SECOND);
  expect(seen).toEqual(["b1", "a5", "a6"]);
  expect(await jobs.runs()).toHaveLength(3);
});

test("batchEvents: a full batch runs at once, another after its timeout; events outside the condition run alone", async () => {
  const seen = await recorded({
    batchEvents: { maxSize: 3, timeout: "10s", key: "event.data.key", if: "event.data.label != 'a-now'" },
  });
  await send("a1", "b1", "a2", "a-now", "a3", "a4");
  expect(seen.toSorted()).toEqual(["a-now", "a1+a2+a3"]);
  await jobs.advance(10 * SECOND);
  expect(seen.toSorted()).toEqual(["a-now", "a1+a2+a3", "a4", "b1"]);
});

test("priority: a waiting run with a higher priority starts first, and one with a negative priority later", async () => {
  const run = "event.data.key == 'u' ? 120 : (event.data.key == 'n' ? -60 : 0)";
  const seen = await recorded({ priority: { run } }, 0);
  await send("a1", "u1", "n1", "u2");
  await jobs.worker({ slots: 1 });
  await jobs.settle();
  expect(seen).toEqual(["u1", "u2", "a1"]);
  await jobs.advance(60 * SECOND);
  expect(seen).toEqual(["u1", "u2", "a1", "n1"]);
});

test("singleton: a second run with the same key is skipped or replaces the first", async () => {
  const done: string[] = [];
  const napping = (client: Inngest, mode: "skip" | "cancel") =>
    client.createFunction(
      { id: mode, ...go, singleton: { mode, key: "event.data.key" } },
      async ({ event, step }) => {
        await step.sleep("nap", "1m");
        done.push(`${mode} ${labelOf(event)}`);
      },
    );
  jobs = await startJobs((client) => [napping(client, "skip"), napping(client, "cancel")]);
  await send("a1", "a2", "b1");
  await jobs.advance(60 * SECOND);
  expect(done.toSorted()).toEqual(["cancel a2", "cancel b1", "skip a1", "skip b1"]);
  const replaced = (await jobs.runs("cancel")).map((run) => run.status);
  expect(replaced.toSorted()).toEqual(["cancelled", "completed", "completed"]);
  expect(await jobs.runs("skip")).toHaveLength(2);
  await send("a3");
  expect(await jobs.runs("skip")).toHaveLength(3);
});

test("cancelOn: a matching event within the timeout cancels live runs, but not the run that it starts", async () => {
  const cancelled: unknown[] = [];
  jobs = await startJobs((client) => [
    client.createFunction(
      {
        id: "fn",
        ...go,
        cancelOn: [
          { event: "test/stop", match: "data.key", timeout: "1m" },
          { event: "test/go", if: "event.data.key == 'x' && async.data.key == 'x'" },
        ],
      },
      async ({ step }) => {
        await step.sleep("nap", "1h");
      },
    ),
    client.createFunction(
      { id: "observer", retries: 0, triggers: [{ event: "inngest/function.cancelled" }] },
      async ({ event }) => {
        cancelled.push(event.data.event.data.label);
      },
    ),
  ]);
  await send("a1", "b1", "x1");
  await jobs.send({ name: "test/stop", data: { key: "a" } });
  expect(cancelled).toEqual(["a1"]);
  await send("x2");
  expect(cancelled).toEqual(["a1", "x1"]);
  await jobs.advance(61 * SECOND);
  await jobs.send({ name: "test/stop", data: { key: "b" } });
  expect(cancelled).toEqual(["a1", "x1"]);
  const states = (await jobs.runs("fn")).map((run) => run.status).toSorted();
  expect(states).toEqual(["cancelled", "cancelled", "running", "running"]);
});

test("timeouts: a run that starts too late or takes too long is cancelled, unless its last call is running", async () => {
  const [held, release] = gate();
  let entered = 0;
  const hold = () => {
    entered += 1;
    return held;
  };
  jobs = await startJobs(
    (client) => [
      client.createFunction(
        { id: "late", ...go, concurrency: 1, timeouts: { start: "10s" } },
        async ({ event }) => {
          if (labelOf(event) === "a1") await hold();
        },
      ),
      client.createFunction({ id: "long", ...go, timeouts: { finish: "10s" } }, async ({ step }) => {
        await step.sleep("nap", "1h");
      }),
      client.createFunction({ id: "last", ...go, timeouts: { finish: "10s" } }, async () => {
        await hold();
        return "made it";
      }),
      client.createFunction({ id: "next", ...go, timeouts: { finish: "10s" } }, async ({ step }) => {
        await step.run("one", hold);
        await step.run("two", async () => {});
      }),
    ],
    { workers: 0 },
  );
  await send("a1", "a2");
  await jobs.worker();
  const status = async (id: string) => (await jobs.runs(id)).map((run) => run.status).toSorted();
  // Five calls are held, and both naps have begun: no other call is running.
  const leased = async () => (await jobs.sql`select from engine.jobs where lease_owner is not null`).length;
  await expect
    .poll(async () => [entered, await leased(), await status("long")])
    .toEqual([5, 5, ["running", "running"]]);
  jobs.shift(10 * SECOND);
  await expect.poll(() => status("long")).toEqual(["cancelled", "cancelled"]);
  await expect.poll(() => status("late")).toEqual(["cancelled", "running"]);
  expect(await status("last")).toEqual(["running", "running"]);
  release();
  await jobs.settle();
  expect(await status("late")).toEqual(["cancelled", "completed"]);
  expect(await status("last")).toEqual(["completed", "completed"]);
  expect(await status("next")).toEqual(["cancelled", "cancelled"]);
});

test("invoke throws when the invoked run is cancelled or dropped by its function's limits", async () => {
  jobs = await startJobs((client) => {
    const child = client.createFunction(
      {
        id: "child",
        retries: 0,
        triggers: [{ event: "test/child" }],
        rateLimit: { limit: 1, period: "1h" },
        cancelOn: [{ event: "test/stop" }],
      },
      async ({ step }) => {
        await step.sleep("nap", "1h");
      },
    );
    const parent = client.createFunction({ id: "parent", ...go }, async ({ step }) => {
      const call = (id: string) =>
        step.invoke(id, { function: child, data: {} }).catch((error: Error) => error.message);
      return Promise.all([call("one"), call("two")]);
    });
    return [child, parent];
  });
  await send("a1");
  await jobs.send({ name: "test/stop" });
  const [parent] = await jobs.runs("parent");
  expect(parent).toMatchObject({
    status: "completed",
    output: [
      "The invoked function was cancelled.",
      'The function "crossdock-child" started no run, because it does not exist or its limits dropped the run.',
    ],
  });
});

test("a request cancels a live run, resumes a failed run where it failed, or runs a waiting attempt now", async () => {
  const calls: string[] = [];
  let broken = true;
  jobs = await startJobs((client) => [
    client.createFunction({ id: "fn", ...go, retries: 1 }, async ({ step }) => {
      await step.run("good", () => calls.push("good"));
      await step.run("bad", () => {
        calls.push("bad");
        if (broken) throw new Error("not yet");
      });
    }),
    client.createFunction({ id: "nap", retries: 0, triggers: [{ event: "test/nap" }] }, async ({ step }) => {
      await step.sleep("nap", "1h");
    }),
  ]);
  const request = async (id: string, action: string) => {
    await jobs.sql`update engine.runs set asked = ${action} where function_id = ${`crossdock-${id}`}`;
    await jobs.settle();
  };
  const state = async (id: string) => (await jobs.runs(id)).map((run) => run.status);
  await send("a1");
  expect(calls).toEqual(["good", "bad"]);
  await request("fn", "retry");
  expect(calls).toEqual(["good", "bad", "bad"]);
  expect(await state("fn")).toEqual(["failed"]);
  broken = false;
  await request("fn", "retry");
  expect(await state("fn")).toEqual(["completed"]);
  expect(calls).toEqual(["good", "bad", "bad", "bad"]);
  await request("fn", "retry");
  expect(await state("fn")).toEqual(["completed"]);
  await jobs.send({ name: "test/nap" });
  await request("nap", "cancel");
  expect(await state("nap")).toEqual(["cancelled"]);
});

test("a run stores the subject of its event", async () => {
  jobs = await startJobs((client) => [client.createFunction({ id: "fn", ...go }, async () => 1)], {
    settings: { subjectOf: (event) => (event.data as { key: string }).key },
  });
  await send("a1", "b1");
  const rows = await jobs.sql`select subject from engine.runs order by subject`;
  expect(rows.map((row) => row.subject)).toEqual(["a", "b"]);
});

function gate(): [opened: Promise<void>, open: () => void] {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, () => open()];
}
