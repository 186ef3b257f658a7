import { NonRetriableError, RetryAfterError } from "inngest";
import { expect } from "vitest";
import { type Group, tagOf } from "../item";

/** R: steps, attempts and errors. */
export const retries: Group = {
  functions: ({ client, journal }) => {
    const count = (tag: string, what: string) =>
      journal.notes(tag).filter((note) => note.what.startsWith(what)).length;
    const on = (event: string) => ({ triggers: [{ event }] });
    return [
      client.createFunction({ id: "r1", retries: 1, ...on("conf/r1") }, async ({ event, step }) => {
        const first = await step.run("first", () => {
          journal.note(tagOf(event), "first");
          return { at: new Date(0), none: undefined };
        });
        await step.run("second", () => journal.note(tagOf(event), "second"));
        return first;
      }),
      client.createFunction({ id: "r2", retries: 2, ...on("conf/r2") }, async ({ event, step, attempt }) => {
        for (const [name, fails] of [
          ["a", 2],
          ["b", 1],
        ] as const) {
          await step.run(name, () => {
            journal.note(tagOf(event), `${name}${attempt}`);
            if (attempt < fails) throw new Error("not yet");
          });
        }
      }),
      client.createFunction({ id: "r3", ...on("conf/r3") }, async ({ event, attempt, maxAttempts }) => {
        journal.note(tagOf(event), `${attempt} of ${maxAttempts}`);
        throw new Error("never");
      }),
      client.createFunction(
        { id: "r3-one", retries: 1, ...on("conf/r3.one") },
        async ({ event, attempt }) => {
          journal.note(tagOf(event), `attempt ${attempt}`);
          throw new Error("never");
        },
      ),
      client.createFunction({ id: "r4", retries: 4, ...on("conf/r4") }, async ({ event, step }) => {
        await step.run("flaky", () => {
          journal.note(tagOf(event), "flaky");
          throw new Error("never");
        });
      }),
      client.createFunction({ id: "r5", retries: 1, ...on("conf/r5") }, async ({ event, step, attempt }) => {
        await step.run("limited", () => {
          journal.note(tagOf(event), `attempt ${attempt}`);
          if (attempt === 0) throw new RetryAfterError("slow down", "4s");
        });
      }),
      client.createFunction({ id: "r6", retries: 4, ...on("conf/r6") }, async ({ event, step }) => {
        await step.run("hopeless", () => {
          journal.note(tagOf(event), "hopeless");
          throw new NonRetriableError("no way");
        });
      }),
      client.createFunction({ id: "r7-caught", retries: 0, ...on("conf/r7") }, async ({ step }) => {
        const message = await step
          .run("bad", () => {
            throw new TypeError("it is broken");
          })
          .catch((error: Error) => `${error.name}: ${error.message}`);
        return step.run("after", () => `caught ${message}`);
      }),
      client.createFunction(
        { id: "r7-uncaught", retries: 3, ...on("conf/r7") },
        async ({ event, step, attempt }) => {
          journal.note(tagOf(event), `body ${attempt}`);
          await step.run("bad", () => {
            throw new NonRetriableError("it is broken");
          });
        },
      ),
      client.createFunction({ id: "r8", retries: 2, ...on("conf/r8") }, async ({ event, step }) => {
        await step.run("known", () => journal.note(tagOf(event), "known"));
        journal.note(tagOf(event), "body");
        if (count(tagOf(event), "body") < 3) throw new Error("the body throws");
        return "through";
      }),
      client.createFunction({ id: "r9", retries: 1, ...on("conf/r9") }, async ({ event, attempt }) => {
        journal.note(tagOf(event), `attempt ${attempt}`);
      }),
      client.createFunction({ id: "r10", retries: 1, ...on("conf/r10") }, async ({ event, step }) => {
        const tag = tagOf(event);
        // After its first failure the step is gone, as after a deployment.
        const isGone = count(tag, "planned") > 0;
        await Promise.all([
          step.sleep("nap", "1s"),
          isGone
            ? step.sleep("another", "1s")
            : step.run("planned", () => {
                journal.note(tag, "planned");
                throw new Error("not yet");
              }),
        ]);
      }),
    ];
  },
  items: [
    {
      id: "R1",
      title: "a successful step never runs again, and its result is stored as JSON",
      run: async (trial) => {
        await trial.send("conf/r1");
        const end = await trial.end("r1");
        expect(end.data.result).toEqual({ at: "1970-01-01T00:00:00.000Z" });
        expect(trial.ran()).toEqual(["first", "second"]);
      },
    },
    {
      id: "R2",
      title: "each step counts its own attempts, from 0",
      run: async (trial) => {
        await trial.send("conf/r2");
        expect((await trial.end("r2")).status).toBe("completed");
        expect(trial.ran()).toEqual(["a0", "a1", "a2", "b0", "b1"]);
      },
    },
    {
      id: "R3",
      title: "a function has one attempt more than retries, and five by default",
      run: async (trial) => {
        await trial.send("conf/r3");
        await trial.end("r3");
        expect(trial.ran()).toEqual(["0 of 5", "1 of 5", "2 of 5", "3 of 5", "4 of 5"]);
        await trial.send("conf/r3.one");
        await trial.end("r3-one");
        expect(trial.ran().slice(5)).toEqual(["attempt 0", "attempt 1"]);
      },
    },
    {
      id: "R4",
      title: "attempts wait 15 s, 30 s, 1 min, 2 min, …",
      run: async (trial) => {
        await trial.send("conf/r4");
        await trial.end("r4");
        const times = trial.journal.notes(trial.tag).map((note) => note.at);
        const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
        expect(waits).toHaveLength(4);
        waits.forEach((wait, index) => {
          const due = trial.backoff?.[index];
          expect(wait).toBeGreaterThanOrEqual(due ?? 500);
          if (due !== undefined) expect(wait).toBeLessThan(due + trial.slackMs);
        });
      },
    },
    {
      id: "R5",
      title: "RetryAfterError: the next attempt starts after the requested wait",
      run: async (trial) => {
        await trial.send("conf/r5");
        expect((await trial.end("r5")).status).toBe("completed");
        const [first, second] = trial.journal.notes(trial.tag);
        const wait = (second?.at ?? 0) - (first?.at ?? 0);
        // The server counts whole seconds and may come up to one second early.
        expect(wait).toBeGreaterThanOrEqual(3_000);
        expect(wait).toBeLessThan(4_000 + trial.slackMs);
      },
    },
    {
      id: "R6",
      title: "NonRetriableError: no further attempt",
      run: async (trial) => {
        await trial.send("conf/r6");
        const end = await trial.end("r6");
        expect(end).toMatchObject({ status: "failed", data: { error: { message: "no way" } } });
        expect(trial.ran()).toEqual(["hopeless"]);
      },
    },
    {
      id: "R7",
      title: "a function continues after a failed step that it catches; an uncaught one ends the run at once",
      run: async (trial) => {
        await trial.send("conf/r7");
        expect((await trial.end("r7-caught")).data.result).toBe("caught TypeError: it is broken");
        const end = await trial.end("r7-uncaught");
        expect(end).toMatchObject({ status: "failed", data: { error: { message: "it is broken" } } });
        // Whether the step and its error are in one call or two, the body is never retried.
        expect(new Set(trial.ran())).toEqual(new Set(["body 0"]));
      },
    },
    {
      id: "R8",
      title: "a body that throws is retried with the stored results of its steps",
      run: async (trial) => {
        await trial.send("conf/r8");
        expect((await trial.end("r8")).data.result).toBe("through");
        expect(trial.ran()).toEqual(["known", "body", "body", "body"]);
      },
    },
    {
      id: "R9",
      title: "a call without an answer counts as an attempt, whether it ran or not",
      run: async (trial) => {
        trial.dropNext("r9", "before");
        await trial.send("conf/r9");
        expect((await trial.end("r9")).status).toBe("completed");
        expect(trial.ran()).toEqual(["attempt 1"]);
        trial.dropNext("r9", "after");
        await trial.send("conf/r9");
        await trial.until("it ends again", () => trial.ended("r9").length === 2);
        expect(trial.ended("r9")[1]?.status).toBe("completed");
        expect(trial.ran().slice(1)).toEqual(["attempt 0", "attempt 1"]);
      },
    },
    {
      id: "R10",
      title:
        "a planned step that was removed from the function fails the run after its attempts instead of hanging",
      run: async (trial) => {
        await trial.send("conf/r10");
        const end = await trial.end("r10");
        expect(end.status).toBe("failed");
        expect(end.data.error?.message).toContain("Could not find step");
        expect(trial.ran()).toEqual(["planned"]);
      },
    },
  ],
};
