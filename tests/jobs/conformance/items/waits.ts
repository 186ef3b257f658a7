import { referenceFunction } from "inngest";
import { expect } from "vitest";
import { dataOf, type Group, tagOf } from "../item";

/** S: steps that wait. */
export const waits: Group = {
  functions: ({ client, journal }) => {
    const on = (event: string) => ({ retries: 0 as const, triggers: [{ event }] });
    const child = client.createFunction(
      { id: "s3-child", ...on("conf/s3.child") },
      async ({ event, step }) => {
        if (dataOf(event).what === "fail") throw new Error("the child failed");
        if (dataOf(event).what === "sleep") await step.sleep("long", "1h");
        return { got: dataOf(event).what, more: Object.keys(event.data).includes("_inngest") };
      },
    );
    return [
      child,
      client.createFunction({ id: "s1", ...on("conf/s1") }, async ({ event, step }) => {
        await step.run("before", () => journal.note(tagOf(event), "before"));
        await step.sleep("nap", "3s");
        await step.run("between", () => journal.note(tagOf(event), "between"));
        await step.sleepUntil("until", new Date(Number(dataOf(event).until)));
        await step.run("after", () => journal.note(tagOf(event), "after"));
      }),
      client.createFunction({ id: "s2", ...on("conf/s2") }, async ({ event, step }) => {
        journal.note(tagOf(event), "waits");
        const answer = await step.waitForEvent("answer", {
          event: "conf/s2.answer",
          timeout: "5s",
          if: "event.data.tag == async.data.tag && async.data.size > 1",
        });
        return answer && { name: answer.name, size: answer.data.size };
      }),
      client.createFunction({ id: "s3", ...on("conf/s3") }, async ({ event, step }) => {
        const data = (what: string) => ({ what, tag: tagOf(event) });
        return {
          ok: await step.invoke("ok", { function: child, data: data("ok") }),
          failed: await step
            .invoke("fail", { function: child, data: data("fail") })
            .catch((error: Error) => error.message),
          late: await step
            .invoke("sleep", { function: child, data: data("sleep"), timeout: "2s" })
            .catch((error: Error) => error.name),
        };
      }),
      client.createFunction({ id: "s3-unknown", ...on("conf/s3.unknown") }, async ({ step }) =>
        step
          .invoke("missing", { function: referenceFunction({ functionId: "does-not-exist" }), data: {} })
          .then(
            () => "started",
            () => "refused",
          ),
      ),
      client.createFunction(
        { id: "s4", retries: 1, triggers: [{ event: "conf/s4" }] },
        async ({ event, step }) => {
          const { ids } = await step.sendEvent("send", { name: "conf/s4.sent", data: { tag: tagOf(event) } });
          journal.note(tagOf(event), `ids ${ids.length}`);
          if (journal.notes(tagOf(event)).filter((note) => note.what === "ids 1").length < 2)
            throw new Error("again");
        },
      ),
      client.createFunction({ id: "s4-receiver", ...on("conf/s4.sent") }, async ({ event }) => {
        journal.note(tagOf(event), "received");
      }),
    ];
  },
  items: [
    {
      id: "S1",
      title: "sleep and sleepUntil last as long as requested, even across a restart",
      run: async (trial) => {
        const until = trial.now() + 8_000;
        await trial.send("conf/s1", { until });
        await trial.until("it sleeps", () => trial.ran().length === 1);
        await trial.restart();
        await trial.end("s1");
        expect(trial.ran()).toEqual(["before", "between", "after"]);
        const [before, between, after] = trial.journal.notes(trial.tag).map((note) => note.at);
        expect((between ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(3_000);
        expect((between ?? 0) - (before ?? 0)).toBeLessThan(3_000 + trial.slackMs);
        expect(after).toBeGreaterThanOrEqual(until);
        expect(after).toBeLessThan(until + trial.slackMs);
      },
    },
    {
      id: "S2",
      title: "waitForEvent returns the first matching event after its start, or null after the timeout",
      run: async (trial) => {
        await trial.send("conf/s2.answer", { size: 9 });
        await trial.pass(1_000);
        await trial.send("conf/s2");
        await trial.until("it waits", () => trial.ran().length === 1);
        await trial.pass(1_000);
        await trial.send("conf/s2.answer", { size: 1 });
        await trial.pass(1_000);
        await trial.send("conf/s2.answer", { size: 2 });
        expect((await trial.end("s2")).data.result).toEqual({ name: "conf/s2.answer", size: 2 });
        await trial.send("conf/s2");
        await trial.until("the second one ends", () => trial.ended("s2").length === 2);
        expect(trial.ended("s2")[1]?.data.result).toBe(null);
      },
    },
    {
      id: "S3",
      title: "invoke returns the result, or throws the error, a timeout, or that the function is unknown",
      run: async (trial) => {
        await trial.send("conf/s3");
        expect((await trial.end("s3")).data.result).toEqual({
          ok: { got: "ok", more: true },
          failed: "the child failed",
          late: "InngestInvokeTimeoutError",
        });
        const children = trial.ended("s3-child").map((end) => `${end.data.event?.data?.what} ${end.status}`);
        expect(children.toSorted()).toEqual(["fail failed", "ok completed"]);
        const failed = trial.ended("s3-child").find((end) => end.status === "failed");
        expect(failed?.data.correlation_id).toMatch(/\S/);
        await trial.send("conf/s3.unknown");
        expect((await trial.end("s3-unknown")).data.result).toBe("refused");
      },
    },
    {
      id: "S4",
      title: "sendEvent is a step whose events are sent once; a repeated request creates the same ids",
      run: async (trial) => {
        await trial.send("conf/s4");
        expect((await trial.end("s4")).status).toBe("completed");
        await trial.until("it was received", () => trial.ran().includes("received"));
        await trial.pass(1_000);
        expect(trial.ran().toSorted()).toEqual(["ids 1", "ids 1", "received"]);
        const answers: string[] = [];
        const { ids } = await trial
          .repeatingClient(answers)
          .send({ name: "conf/s4.sent", data: { tag: trial.tag } });
        expect(answers.map((answer) => JSON.parse(answer).ids)).toEqual([ids, ids]);
        await trial.until("it was received again", () => trial.ran().length >= 4);
        await trial.pass(1_000);
        expect(trial.ran().slice(3)).toEqual(["received"]);
      },
    },
  ],
};
