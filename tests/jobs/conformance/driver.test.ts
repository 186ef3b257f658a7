import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { groups } from "./groups";
import { startTrial, type Target } from "./item";
import { serverTarget } from "./server-target";
import { startStandIn } from "./stand-in";

/** Items that together use every part of the driver and take only seconds, because time is real here. */
const chosen = ["E1", "E4", "R1", "R2", "R5", "R7", "R9", "P3", "S2", "S4", "C6", "F1"];
const keys = {
  eventKey: "abcd1234",
  signingKey: "signkey-test-00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
};
const items = groups.flatMap((group) => group.items).filter((item) => chosen.includes(item.id));

describe.each([
  { mode: "without keys, as `inngest dev`", keys: undefined },
  { mode: "with keys, as `inngest start`", keys },
])("the driver for a server $mode", ({ keys: given }) => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let target: Target;
  beforeAll(async () => {
    standIn = await startStandIn(given);
    target = await serverTarget({ url: standIn.url, ...given });
  });
  afterAll(async () => {
    await target?.close();
    await standIn?.close();
  });

  test("registers the app, sends events, receives calls and sees how runs end", async () => {
    expect(items.map((item) => item.id)).toEqual(chosen);
    // The item that restarts the app runs alone, because the others would lose calls.
    const [restarting, ...together] = items;
    await Promise.all(together.map((item) => item.run(startTrial(target, item))));
    await restarting?.run(startTrial(target, restarting));
  });

  test("fails an item whose expectation does not hold", async () => {
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
});

describe("with keys that are not the server's", () => {
  const other = { eventKey: "other", signingKey: keys.signingKey.replaceAll("0", "9") };
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  beforeAll(async () => {
    standIn = await startStandIn(keys);
  });
  afterAll(() => standIn?.close());

  test("the server refuses the app", async () => {
    const start = serverTarget({ url: standIn.url, ...keys, signingKey: other.signingKey });
    await expect(start).rejects.toThrow(/refused the app: .*Signing key not found/);
  });

  test("the server refuses events", async () => {
    const target = await serverTarget({ url: standIn.url, ...keys, eventKey: other.eventKey });
    await expect(target.client.send({ name: "conf/e1", data: {} })).rejects.toThrow(/401|Event key/);
    await target.close();
  });
});
