import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** F: ends of runs, schedules, and removed functions. B: invalid input. */
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
          onFailure: async ({ event, error, step, attempt, maxAttempts }) => {
            const tag = tagOf(event.data.event);
            journal.note(
              tag,
              `failure ${attempt} of ${maxAttempts}: ${error.message}, ${event.data.function_id}`,
            );
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
      client.createFunction({ id: "b3", ...on("conf/b3") }, async ({ event, step }) => {
        await step.run("start", () => journal.note(tagOf(event), `${dataOf(event).label} starts`));
        await step.sleep("nap", "30s");
        await step.run("wake", () => journal.note(tagOf(event), `${dataOf(event).label} wakes`));
      }),
      client.createFunction({ id: "b4", ...on("conf/b4") }, async ({ event, step }) => {
        const tag = tagOf(event);
        // From the second call on, the step has another name, as after a deployment.
        const name = journal.notes(tag).length === 0 ? "old" : "new";
        const result = await step.run(name, () => {
          journal.note(tag, name);
          return name;
        });
        await step.sleep("nap", "1s");
        return result;
      }),
    ];
  },
  items: [
    {
      id: "F1",
      title:
        "function.finished, failed and cancelled contain the run, the function, the event, and the result or error",
      run: async (trial) => {
        for (const what of ["return", "fail", "sleep"]) await trial.send("conf/f1", { what });
        await trial.until("two ended", () => trial.ended("f1").length === 2);
        await trial.pass(1_000);
        await trial.send("conf/f1.stop");
        await trial.until("the third one is cancelled", () => trial.ended("f1").length === 3);
        const ends = Object.fromEntries(trial.ended("f1").map((end) => [end.status, end.data]));
        for (const [status, what] of [
          ["completed", "return"],
          ["failed", "fail"],
          ["cancelled", "sleep"],
        ] as const) {
          expect(ends[status]).toMatchObject({
            function_id: "conformance-f1",
            run_id: expect.any(String),
            event: { name: "conf/f1", data: { what, tag: trial.tag } },
            events: [{ name: "conf/f1", data: { what } }],
          });
        }
        expect(ends.completed).toMatchObject({ result: { what: "return" } });
        expect(ends.failed).toMatchObject({
          error: {
            name: "RangeError",
            message: "out of range",
            stack: expect.stringContaining("RangeError: out of range"),
          },
          _inngest: { status: "Failed" },
        });
        const failed = trial.ended("f1").find((end) => end.status === "failed");
        expect(failed?.id).toBe(failed?.data.run_id);
      },
    },
    {
      id: "F2",
      title: "onFailure runs once for a failed run, with two attempts of its own",
      run: async (trial) => {
        await trial.send("conf/f2");
        await trial.until("the handler is through", () => trial.ran().includes("clean"));
        await trial.pass(1_000);
        // The body is called again after each attempt and after its step.
        expect(new Set(trial.ran())).toEqual(
          new Set([
            "failure 0 of 2: f2 is broken, conformance-f2",
            "failure 1 of 2: f2 is broken, conformance-f2",
            // After its step is done, the attempts are counted from 0 again.
            "clean",
          ]),
        );
        expect(trial.ran().filter((what) => what === "clean")).toHaveLength(1);
        expect(trial.ended("f2")).toHaveLength(1);
      },
    },
    {
      id: "F3",
      title: "a cron slot fires once for any number of workers, and slots during a downtime are skipped",
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
        for (const slot of slots()) expect(slot).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00/);
      },
    },
    {
      id: "F4",
      title: "runs of a function that is no longer served fail instead of hanging",
      run: async (trial) => {
        await trial.send("conf/f4");
        await trial.until("it sleeps", () => trial.ran().length === 1);
        await trial.restart({ without: "f4" });
        const end = await trial.end("f4");
        await trial.restart();
        expect(end.status).toBe("failed");
        expect(end.data.error?.message).toMatch(/\S/);
        expect(trial.ran()).toEqual(["starts"]);
      },
    },
    {
      id: "B1",
      title: "a result that cannot be written as JSON fails the run",
      run: async (trial) => {
        await trial.send("conf/b1");
        const end = await trial.end("b1");
        expect(end.status).toBe("failed");
        expect(end.data.error?.message).toContain("BigInt");
      },
    },
    {
      id: "B2",
      title: "a condition that does not parse fails the run",
      run: async (trial) => {
        await trial.send("conf/b2");
        const end = await trial.end("b2");
        expect(end.status).toBe("failed");
        expect(end.data.error?.message).toMatch(/\S/);
      },
    },
    {
      id: "B3",
      title: "after a clock change forward or back, due work runs once and the engine keeps working",
      needsClock: true,
      run: async (trial) => {
        const jump = trial.jump ?? (async () => {});
        const minutes = () => trial.journal.notes("f3").length;
        await trial.send("conf/b3", { label: "one" });
        await trial.until("it sleeps", () => trial.ran().length === 1);
        const before = minutes();
        await jump(DAY);
        await trial.end("b3", 1_000);
        expect(trial.ran()).toEqual(["one starts", "one wakes"]);
        expect(minutes() - before).toBe(1);
        await jump(-HOUR);
        await trial.send("conf/b3", { label: "two" });
        await trial.until("the next one sleeps", () => trial.ran().length === 3, 5_000);
        await trial.until("it ended", () => trial.ended("b3").length === 2, 31_000);
        expect(trial.ran().slice(2)).toEqual(["two starts", "two wakes"]);
        expect(trial.ended("b3").map((end) => end.status)).toEqual(["completed", "completed"]);
        expect(minutes() - before).toBe(1);
        await jump(HOUR);
      },
    },
    {
      id: "B4",
      title: "a step that is renamed during a run runs under its new name, and the run ends",
      run: async (trial) => {
        await trial.send("conf/b4");
        expect((await trial.end("b4")).data.result).toBe("new");
        expect(trial.ran()).toEqual(["old", "new"]);
      },
    },
  ],
};
