import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";

/** X: flow control. */
export const flow: Group = {
  functions: ({ client, journal }) => {
    const on = (event: string) => ({ retries: 0 as const, triggers: [{ event }] });
    const key = "event.data.tag";
    return [
      client.createFunction(
        { id: "x1", ...on("conf/x1"), throttle: { limit: 1, period: "4s", key } },
        async ({ event }) => journal.note(tagOf(event), String(dataOf(event).label)),
      ),
      client.createFunction(
        { id: "x2", ...on("conf/x2"), rateLimit: { limit: 1, period: "60s", key } },
        async ({ event }) => journal.note(tagOf(event), String(dataOf(event).label)),
      ),
      client.createFunction(
        { id: "x3", ...on("conf/x3"), debounce: { period: "3s", key } },
        async ({ event }) => journal.note(tagOf(event), String(dataOf(event).label)),
      ),
      client.createFunction(
        { id: "x4", ...on("conf/x4"), batchEvents: { maxSize: 3, timeout: "5s", key } },
        async ({ event, events }) =>
          journal.note(
            tagOf(event),
            events
              .map((one) => dataOf(one).label)
              .toSorted()
              .join("+"),
          ),
      ),
      client.createFunction(
        {
          id: "x5",
          ...on("conf/x5"),
          concurrency: 1,
          priority: { run: "event.data.urgent == true ? 300 : 0" },
        },
        async ({ event }) => {
          journal.note(tagOf(event), String(dataOf(event).label));
          await new Promise((resolve) => setTimeout(resolve, 150));
        },
      ),
    ];
  },
  items: [
    {
      id: "X1",
      title: "throttle: runs over the limit start later, and none is lost",
      run: async (trial) => {
        for (const label of ["a", "b", "c"]) await trial.send("conf/x1", { label });
        await trial.until("all ran", () => trial.ran().length === 3);
        expect(trial.ran().toSorted()).toEqual(["a", "b", "c"]);
        const times = trial.journal.notes(trial.tag).map((note) => note.at);
        expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_500);
      },
    },
    {
      id: "X2",
      title: "rateLimit: runs over the limit are dropped",
      run: async (trial) => {
        await trial.send("conf/x2", { label: "a" });
        await trial.until("it ran", () => trial.ran().length === 1);
        await trial.send("conf/x2", { label: "b" });
        await trial.pass(2_000);
        expect(trial.ran()).toEqual(["a"]);
      },
    },
    {
      id: "X3",
      title: "debounce: only the last event of a burst runs, after the burst",
      run: async (trial) => {
        for (const label of ["a", "b", "c"]) {
          await trial.send("conf/x3", { label });
          await trial.pass(1_000);
        }
        const last = trial.now();
        await trial.until("it ran", () => trial.ran().length > 0);
        await trial.pass(2_000);
        expect(trial.ran()).toEqual(["c"]);
        expect(trial.journal.notes(trial.tag)[0]?.at).toBeGreaterThanOrEqual(last + 1_000);
      },
    },
    {
      id: "X4",
      title: "batchEvents: a full batch runs at once, a smaller one after the timeout",
      run: async (trial) => {
        for (const label of ["a", "b", "c", "d"]) await trial.send("conf/x4", { label });
        await trial.until("the full one ran", () => trial.ran().length === 1);
        expect(trial.ran()[0]?.split("+")).toHaveLength(3);
        await trial.until("the rest ran", () => trial.ran().length === 2);
        expect(trial.ran().join("+").split("+").toSorted()).toEqual(["a", "b", "c", "d"]);
      },
    },
    {
      id: "X5",
      title: "priority: an urgent run starts before runs that are already waiting",
      run: async (trial) => {
        const labels = ["a", "b", "c", "d", "e", "f"];
        await trial.client.send(
          labels.map((label) => ({
            name: "conf/x5",
            data: { tag: trial.tag, label, urgent: label === "f" },
          })),
        );
        await trial.until("all ran", () => trial.ran().length === 6);
        expect(trial.ran().indexOf("f")).toBeLessThan(4);
      },
    },
  ],
};
