import { expect } from "vitest";
import { type Group, tagOf } from "../item";

/** P: parallel steps. */
export const parallel: Group = {
  functions: ({ client, journal }) => {
    const on = (event: string) => ({ triggers: [{ event }] });
    return [
      client.createFunction({ id: "p1", retries: 2, ...on("conf/p1") }, async ({ event, step, attempt }) => {
        const leg = (name: string, fails: number) =>
          step.run(name, () => {
            journal.note(tagOf(event), `${name}${attempt}`);
            if (attempt < fails) throw new Error("not yet");
            return name;
          });
        return Promise.all([leg("a", 0), leg("b", 2), leg("c", 1)]);
      }),
      client.createFunction({ id: "p2", retries: 0, ...on("conf/p2") }, async ({ event, step }) => {
        await Promise.all([
          step
            .run("quick", () => journal.note(tagOf(event), "quick"))
            .then(() => step.run("next", () => journal.note(tagOf(event), "next"))),
          step.sleep("slow", "3s"),
        ]);
      }),
      client.createFunction({ id: "p3", retries: 0, ...on("conf/p3") }, async ({ step }) => {
        const order: string[] = [];
        await Promise.all([
          step.sleep("slow", "4s").then(() => order.push("slow")),
          step.sleep("quick", "1s").then(() => order.push("quick")),
        ]);
        return order;
      }),
      client.createFunction({ id: "p4", retries: 0, ...on("conf/p4") }, async ({ event, step }) => {
        const leg = (name: string, fails: boolean) =>
          step.run(name, () => {
            journal.note(tagOf(event), name);
            if (fails) throw new Error(`${name} is broken`);
            return name;
          });
        const settled = await Promise.allSettled([leg("a", false), leg("b", true), leg("c", false)]);
        return settled.map((one) =>
          one.status === "fulfilled" ? one.value : `failed: ${one.reason.message}`,
        );
      }),
    ];
  },
  items: [
    {
      id: "P1",
      title: "parallel steps have their own attempts; only the failing ones are retried",
      run: async (trial) => {
        await trial.send("conf/p1");
        expect((await trial.end("p1")).data.result).toEqual(["a", "b", "c"]);
        expect(trial.ran().toSorted()).toEqual(["a0", "b0", "b1", "b2", "c0", "c1"]);
      },
    },
    {
      id: "P2",
      title: "the body continues only after every parallel step has settled",
      run: async (trial) => {
        await trial.send("conf/p2");
        await trial.until("the quick one ran", () => trial.ran().includes("quick"));
        await trial.pass(1_000);
        expect(trial.ran()).toEqual(["quick"]);
        await trial.end("p2");
        expect(trial.ran()).toEqual(["quick", "next"]);
      },
    },
    {
      id: "P3",
      title: "parallel steps resolve in the order of completion",
      run: async (trial) => {
        await trial.send("conf/p3");
        expect((await trial.end("p3")).data.result).toEqual(["quick", "slow"]);
      },
    },
    {
      id: "P4",
      title: "Promise.allSettled: a failing step does not affect the others",
      run: async (trial) => {
        await trial.send("conf/p4");
        expect((await trial.end("p4")).data.result).toEqual(["a", "failed: b is broken", "c"]);
        expect(trial.ran().toSorted()).toEqual(["a", "b", "c"]);
      },
    },
  ],
};
