import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";
import type { End } from "../journal";

const MIB = 1024 * 1024;
const DAY = 86_400_000;

/** E: events and the runs that they start. */
export const events: Group = {
  functions: ({ client, journal }) => {
    const noting = (id: string, triggers: { event: string; if?: string }[]) =>
      client.createFunction({ id, retries: 0, triggers }, async ({ event }) => {
        journal.note(tagOf(event), `${id} ${dataOf(event).label ?? event.id}`);
      });
    return [
      noting("e1", [{ event: "conf/e1" }]),
      noting("e2-a", [{ event: "conf/e2" }]),
      noting("e2-b", [{ event: "conf/e2" }]),
      noting("e3", [{ event: "conf/e3" }]),
      client.createFunction({ id: "e4", retries: 0, triggers: [{ event: "conf/e4" }] }, async ({ event }) => {
        journal.note(tagOf(event), `${dataOf(event).label} ${event.id}`);
      }),
      noting("e6", [
        { event: "conf/e6.one", if: "event.data.order.total > 10" },
        { event: "conf/e6.*", if: "event.data.all == true" },
      ]),
      client.createFunction(
        { id: "e5", retries: 0, triggers: [{ event: "conf/e5" }] },
        async ({ event, step }) => {
          const text = (size: number) => () => "x".repeat(size);
          if (dataOf(event).what === "event") journal.note(tagOf(event), "the large event came");
          if (dataOf(event).what === "fits") await step.run("fits", text(3.9 * MIB));
          if (dataOf(event).what === "step") await step.run("large", text(5 * MIB));
          if (dataOf(event).what === "steps") {
            await Promise.all(
              Array.from({ length: 1_001 }, (_, index) => step.run(`s${index}`, () => index)),
            );
          }
          if (dataOf(event).what === "state") {
            for (let index = 0; index < 9; index += 1) await step.run(`s${index}`, text(3.9 * MIB));
            journal.note(tagOf(event), "35 MiB");
          }
        },
      ),
    ];
  },
  items: [
    {
      id: "E1",
      title: "an acknowledged event starts its run even if the worker stops immediately",
      run: async (trial) => {
        await trial.send("conf/e1", { label: "go" });
        await trial.restart();
        await trial.end("e1");
        expect(trial.ran()).toEqual(["e1 go"]);
      },
    },
    {
      id: "E2",
      title: "an event id starts each function once in 24 hours",
      run: async (trial) => {
        const id = `${trial.tag}-once`;
        await trial.send("conf/e2", { label: "first" }, { id });
        await trial.until("both ran", () => trial.ran().length === 2);
        await trial.send("conf/e2", { label: "again" }, { id });
        await trial.send("conf/e2", { label: "other" });
        await trial.until("both ran again", () => trial.ran().length >= 4);
        await trial.pass(1_000);
        expect(trial.ran().toSorted()).toEqual(["e2-a first", "e2-a other", "e2-b first", "e2-b other"]);
        // Only the embedded engine's clock can be moved by a day.
        if (trial.backoff === null) return;
        await trial.restart({ downMs: DAY });
        await trial.send("conf/e2", { label: "next day" }, { id });
        await trial.until("it counts again", () => trial.ran().length === 6);
      },
    },
    {
      id: "E3",
      title: "an event with a future time starts its run at that time",
      run: async (trial) => {
        const due = trial.now() + 4_000;
        await trial.send("conf/e3", { label: "later" }, { ts: due });
        await trial.pass(2_000);
        expect(trial.ran()).toEqual([]);
        await trial.end("e3");
        const [note] = trial.journal.notes(trial.tag);
        expect(note?.at).toBeGreaterThanOrEqual(due);
        expect(note?.at).toBeLessThan(due + trial.slackMs);
      },
    },
    {
      id: "E4",
      title: "events sent together get their ids in the order of the call",
      run: async (trial) => {
        const { ids } = await trial.client.send(
          ["a", "b", "c"].map((label) => ({ name: "conf/e4", data: { tag: trial.tag, label } })),
        );
        expect(new Set(ids).size).toBe(3);
        await trial.until("all ran", () => trial.ran().length === 3);
        expect(trial.ran().toSorted()).toEqual([`a ${ids[0]}`, `b ${ids[1]}`, `c ${ids[2]}`]);
      },
    },
    {
      id: "E5",
      title:
        "an event over 3 MiB is refused; a result over 4 MiB, 1,001 steps or over 32 MiB of state fail the run",
      run: async (trial) => {
        await expect(trial.send("conf/e5", { text: "x".repeat(3 * MIB + 1) })).rejects.toThrow();
        await trial.send("conf/e5", { what: "event", text: "x".repeat(2.9 * MIB) });
        for (const what of ["fits", "step", "steps", "state"]) await trial.send("conf/e5", { what });
        const isBig = (end: End) => end.data.event?.data?.what === "event";
        const ended = () => trial.ended("e5").filter((end) => !isBig(end));
        await trial.until("all ended", () => ended().length === 4 && trial.ran().length > 0);
        const ends = ended().map((end) => `${end.data.event?.data?.what} ${end.status}`);
        expect(ends.toSorted()).toEqual(["fits completed", "state failed", "step failed", "steps failed"]);
        expect(trial.ran()).toEqual(["the large event came"]);
        for (const end of ended()) {
          if (end.status === "failed") expect(end.data.error?.message).toMatch(/\S/);
        }
      },
    },
    {
      id: "E6",
      title:
        "triggers: a missing key does not match, wildcards match, and several matching triggers start one run",
      run: async (trial) => {
        await trial.send("conf/e6.one", { label: "no order" });
        await trial.send("conf/e6.one", { label: "small", order: { total: 3 } });
        await trial.send("conf/e6.one", { label: "large", order: { total: 30 } });
        await trial.send("conf/e6.one", { label: "both", all: true, order: { total: 30 } });
        await trial.send("conf/e6.two", { label: "wild", all: true });
        await trial.until("three ran", () => trial.ran().length >= 3);
        await trial.pass(1_000);
        expect(trial.ran().toSorted()).toEqual(["e6 both", "e6 large", "e6 wild"]);
      },
    },
  ],
};
