import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The running steps of C1 by trial and key, of all workers together: each worker gets functions of its own. */
const inFlight = new Map<string, number>();
/** The keys of C1 of which two steps ran at once. */
const met = new Set<string>();

/** C: limits on the number of runs, and cancellation. */
export const control: Group = {
  functions: ({ client, journal }) => {
    const on = (event: string) => ({ retries: 0 as const, triggers: [{ event }] });
    return [
      client.createFunction(
        { id: "c1", ...on("conf/c1"), concurrency: { limit: 2, key: "event.data.key" } },
        async ({ event, step }) => {
          const key = `${tagOf(event)} ${dataOf(event).key}`;
          await Promise.all(
            ["a", "b"].map((name) =>
              step.run(name, async () => {
                inFlight.set(key, (inFlight.get(key) ?? 0) + 1);
                journal.note(tagOf(event), `${dataOf(event).key} ${inFlight.get(key)}`);
                // Wait until another step with the same key has started, even on a slow machine.
                for (let turn = 0; turn === 0 || (turn < 400 && !met.has(key)); turn += 1) {
                  await pause(30);
                  if ((inFlight.get(key) ?? 0) > 1) met.add(key);
                }
                inFlight.set(key, (inFlight.get(key) ?? 0) - 1);
              }),
            ),
          );
        },
      ),
      client.createFunction(
        { id: "c2", ...on("conf/c2"), concurrency: { limit: 1, key: "event.data.tag" } },
        async ({ event, step }) => {
          await step.run("before", () => journal.note(tagOf(event), `before ${dataOf(event).label}`));
          await step.sleep("nap", "5s");
          await step.run("after", () => journal.note(tagOf(event), "after"));
        },
      ),
      client.createFunction(
        {
          id: "c3",
          ...on("conf/c3"),
          cancelOn: [
            { event: "conf/c3.match", match: "data.key" },
            { event: "conf/c3.if", if: "async.data.key == event.data.key && async.data.sure == true" },
          ],
        },
        async ({ event, step }) => {
          journal.note(tagOf(event), `starts ${dataOf(event).key}`);
          await step.sleep("nap", "8s");
          return dataOf(event).key;
        },
      ),
      ...(["skip", "cancel"] as const).map((mode) =>
        client.createFunction(
          { id: `c4-${mode}`, ...on("conf/c4"), singleton: { mode, key: "event.data.tag" } },
          async ({ event, step }) => {
            journal.note(tagOf(event), `${mode} starts ${dataOf(event).label}`);
            await step.sleep("nap", "4s");
            return dataOf(event).label;
          },
        ),
      ),
      client.createFunction(
        { id: "c5-finish", ...on("conf/c5"), timeouts: { finish: "3s" } },
        async ({ step }) => {
          await step.sleep("nap", "1h");
        },
      ),
      client.createFunction(
        {
          id: "c5-start",
          ...on("conf/c5.start"),
          timeouts: { start: "3s" },
          throttle: { limit: 1, period: "8s", key: "event.data.tag" },
        },
        async ({ event }) => {
          journal.note(tagOf(event), "started");
        },
      ),
      client.createFunction(
        { id: "c6", ...on("conf/c6"), idempotency: "event.data.tag + event.data.key" },
        async ({ event }) => {
          journal.note(tagOf(event), String(dataOf(event).key));
        },
      ),
    ];
  },
  items: [
    {
      id: "C1",
      title: "concurrency: all workers together never exceed a key's limit, and other keys are not delayed",
      run: async (trial) => {
        await trial.addWorker();
        for (const key of ["x", "y", "x", "y", "x", "y"]) await trial.send("conf/c1", { key });
        await trial.until("all ended", () => trial.ended("c1").length === 6);
        expect(trial.ran()).toHaveLength(12);
        expect(trial.ran().filter((what) => !/^[xy] [12]$/.test(what))).toEqual([]);
        expect(trial.ran()).toContain("x 2");
      },
    },
    {
      id: "C2",
      title: "a sleeping run takes no concurrency slot",
      run: async (trial) => {
        await trial.send("conf/c2", { label: "one" });
        await trial.send("conf/c2", { label: "two" });
        await trial.until("both sleep", () => trial.ran().length === 2);
        expect(trial.ran().toSorted()).toEqual(["before one", "before two"]);
        await trial.until("both ended", () => trial.ended("c2").length === 2);
      },
    },
    {
      id: "C3",
      title: "cancelOn: a matching event cancels the run, any other event does not",
      run: async (trial) => {
        for (const key of ["a", "b", "c"]) await trial.send("conf/c3", { key });
        await trial.until("all started", () => trial.ran().length >= 3);
        await trial.pass(1_000);
        await trial.send("conf/c3.match", { key: "a" });
        await trial.send("conf/c3.if", { key: "b", sure: true });
        await trial.send("conf/c3.if", { key: "c", sure: false });
        await trial.until("all ended", () => trial.ended("c3").length === 3);
        const ends = trial.ended("c3").map((end) => `${end.data.event?.data?.key} ${end.status}`);
        expect(ends.toSorted()).toEqual(["a cancelled", "b cancelled", "c completed"]);
      },
    },
    {
      id: "C4",
      title: "singleton: a second run with the same key is skipped or replaces the first",
      run: async (trial) => {
        await trial.send("conf/c4", { label: "one" });
        await trial.until("both started", () => trial.ran().length >= 2);
        await trial.pass(1_000);
        await trial.send("conf/c4", { label: "two" });
        await trial.until(
          "the runs ended",
          () => trial.ended("c4-cancel").length === 2 && trial.ended("c4-skip").length === 1,
        );
        await trial.pass(1_000);
        const ends = [...trial.ended("c4-skip"), ...trial.ended("c4-cancel")];
        expect(
          ends.map((end) => `${end.fn} ${end.data.event?.data?.label} ${end.status}`).toSorted(),
        ).toEqual(["c4-cancel one cancelled", "c4-cancel two completed", "c4-skip one completed"]);
      },
    },
    {
      id: "C5",
      title: "timeouts: a run that takes too long or starts too late is cancelled",
      run: async (trial) => {
        await trial.send("conf/c5");
        expect((await trial.end("c5-finish")).status).toBe("cancelled");
        for (let index = 0; index < 3; index += 1) await trial.send("conf/c5.start");
        await trial.until("three ended", () => trial.ended("c5-start").length === 3);
        const states = trial.ended("c5-start").map((end) => end.status);
        expect(states.filter((state) => state === "cancelled").length).toBeGreaterThanOrEqual(1);
        expect(trial.ran().length).toBe(states.filter((state) => state === "completed").length);
      },
    },
    {
      id: "C6",
      title: "idempotency: a key starts one run in 24 hours",
      run: async (trial) => {
        for (const key of ["k1", "k1", "k2"]) await trial.send("conf/c6", { key });
        await trial.until("both ran", () => trial.ran().length >= 2);
        await trial.pass(1_000);
        await trial.send("conf/c6", { key: "k1" });
        await trial.pass(1_000);
        expect(trial.ran().toSorted()).toEqual(["k1", "k2"]);
      },
    },
  ],
};
