import { afterAll, beforeAll, expect, test } from "vitest";
import { groups } from "./groups";
import { startTrial, type Target } from "./item";
import { serverTarget } from "./server-target";
import { startStandIn } from "./stand-in";

/** Items that need no back-off: time is real here. */
const chosen = ["E1", "E4", "R1", "R7", "P3", "S2", "C6", "F1"];

let standIn: Awaited<ReturnType<typeof startStandIn>>;
let target: Target;
beforeAll(async () => {
  standIn = await startStandIn();
  target = await serverTarget({ url: standIn.url });
});
afterAll(async () => {
  await target?.close();
  await standIn?.close();
});

test("the driver for a server registers the app, sends, is called back and sees how runs end", async () => {
  const items = groups.flatMap((group) => group.items).filter((item) => chosen.includes(item.id));
  expect(items).toHaveLength(chosen.length);
  await Promise.all(
    items.filter((item) => item.id !== "E1").map((item) => item.run(startTrial(target, item))),
  );
  const restarting = items.filter((item) => item.id === "E1");
  for (const item of restarting) await item.run(startTrial(target, item));
});

test("the driver's verdicts can be wrong: an item whose expectation does not hold fails", async () => {
  const wrong = {
    id: "E1",
    title: "",
    run: async (trial: ReturnType<typeof startTrial>) => {
      await trial.send("conf/e1", { label: "go" });
      await trial.end("e1");
      expect(trial.ran()).toEqual(["something else"]);
    },
  };
  await expect(wrong.run(startTrial(target, wrong))).rejects.toThrow(/something else/);
});
