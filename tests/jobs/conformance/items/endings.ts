import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";

const HOUR = 3_600_000;

/** F: how runs end, schedules, and functions that go. B: bad input. */
export const endings: Group = {
  functions: ({ client, journal }) => {
    const on = (event: string) => ({ retries: 0 as const, triggers: [{ event }] });
    return [
      client.createFunction(
        { id: "f1", ...on("conf/f1"), cancelOn: [{ event: "conf/f1.stop", match: "data.tag" }] },
        async ({ event, step }) => {
          if (dataOf(event).what === "fail") throw new RangeError("out of range");
          if (dataOf(event).what === "sleep") await step.sleep("nap", "1h");
          return { what: dataOf(event).what };
        },
      ),
      client.createFunction(
        {
          id: "f2",
          ...on("conf/f2"),
          onFailure: async ({ event, error, step, attempt }) => {
            const tag = tagOf(event.data.event);
            journal.note(tag, `failure ${attempt} ${error.message} ${event.data.run_id !== undefined}`);
            if (attempt === 0) throw new Error("the handler fails once");
            await step.run("clean", () => journal.note(tag, "clean"));
          },
        },
        async () => {
          throw new Error("f2 is broken");
        },
      ),
      client.createFunction(
        { id: "f3", retries: 0, triggers: [{ cron: "* * * * *" }] },
        async ({ event }) => {
          journal.note("f3", String(event.id));
        },
      ),
      client.createFunction(
        { id: "f4", retries: 1, triggers: [{ event: "conf/f4" }] },
        async ({ event, step }) => {
          journal.note(tagOf(event), "starts");
          await step.sleep("nap", "3s");
        },
      ),
      client.createFunction({ id: "b1", ...on("conf/b1") }, async () => ({ count: 10n }) as unknown),
      client.createFunction({ id: "b2", ...on("conf/b2") }, async ({ step }) => {
        await step.waitForEvent("never", { event: "conf/none", timeout: "1h", if: "async.data." });
      }),
    ];
  },
  items: [
    {
      id: "F1",
      title: "function.finished, failed and cancelled tell run, function, event, and result or error",
      run: async (trial) => {
        for (const what of ["return", "fail", "sleep"]) await trial.send("conf/f1", { what });
        await trial.until("two ended", () => trial.ended("f1").length === 2);
        await trial.pass(1_000);
        await trial.send("conf/f1.stop");
        await trial.until("the third one is cancelled", () => trial.ended("f1").length === 3);
        const told = Object.fromEntries(trial.ended("f1").map((end) => [end.status, end.told]));
        for (const [status, what] of [
          ["completed", "return"],
          ["failed", "fail"],
          ["cancelled", "sleep"],
        ] as const) {
          expect(told[status]).toMatchObject({
            function_id: "conformance-f1",
            run_id: expect.any(String),
            event: { name: "conf/f1", data: { what, tag: trial.tag } },
          });
        }
        expect(told.completed).toMatchObject({ result: { what: "return" } });
        expect(told.failed).toMatchObject({ error: { name: "RangeError", message: "out of range" } });
      },
    },
    {
      id: "F2",
      title: "onFailure runs once for a run that failed, with two attempts of its own",
      run: async (trial) => {
        await trial.send("conf/f2");
        await trial.until("the handler is through", () => trial.ran().includes("clean"));
        await trial.pass(1_000);
        // The body is called again after each attempt and after its step.
        expect(new Set(trial.ran())).toEqual(
          new Set(["failure 0 f2 is broken true", "failure 1 f2 is broken true", "clean"]),
        );
        expect(trial.ran().filter((what) => what === "clean")).toHaveLength(1);
        expect(trial.ended("f2")).toHaveLength(1);
      },
    },
    {
      id: "F3",
      title: "a cron slot fires once, whatever number of workers; a pause is not made up for",
      run: async (trial) => {
        await trial.addWorker();
        const slots = () => trial.journal.notes("f3").map((note) => note.what);
        const before = slots().length;
        await trial.until("a slot fires", () => slots().length > before, 180_000);
        expect(new Set(slots()).size).toBe(slots().length);
        const at = slots().length;
        await trial.restart({ downMs: HOUR });
        await trial.pass(1_000);
        expect(slots().length - at).toBeLessThanOrEqual(1);
        expect(new Set(slots()).size).toBe(slots().length);
      },
    },
    {
      id: "F4",
      title: "a function that is no longer served fails its runs, and does not hang",
      run: async (trial) => {
        await trial.send("conf/f4");
        await trial.until("it sleeps", () => trial.ran().length === 1);
        await trial.restart({ without: "f4" });
        expect((await trial.end("f4")).status).toBe("failed");
        await trial.restart();
      },
    },
    {
      id: "B1",
      title: "a result that is not JSON fails the run",
      run: async (trial) => {
        await trial.send("conf/b1");
        expect((await trial.end("b1")).status).toBe("failed");
      },
    },
    {
      id: "B2",
      title: "a condition that does not parse fails the run",
      run: async (trial) => {
        await trial.send("conf/b2");
        expect((await trial.end("b2")).status).toBe("failed");
      },
    },
  ],
};
