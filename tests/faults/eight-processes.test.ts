import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testKeys } from "@/testing/stack/world";
import { dispatchAll, harness, statusOf } from "./harness";

const { sandbox, database, world: createWorld } = await harness();

function startPusher(task: Record<string, unknown>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const root = process.cwd();
    const child = spawn(
      process.execPath,
      ["--import", "tsx", join(root, "tests/faults/fixtures/pusher.ts")],
      {
        cwd: root,
        env: { ...process.env, CROSSDOCK_TEST_TASK: JSON.stringify(task) },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("exit", (code) => resolve({ code, output }));
  });
}

test("orders that eight processes push at the same time are sent exactly once", async () => {
  const world = await createWorld({ autoPush: true });
  const orderIds: string[] = [];
  for (let index = 0; index < 4; index += 1) orderIds.push(await world.ingest((await world.place()).gid));
  const base = {
    url: database.url,
    sandboxUrl: sandbox.url,
    keys: testKeys,
    organizationId: world.organizationId,
    orderIds,
    startAt: Date.now() + 6000,
  };
  const both = [world.sourceA.storeId, world.sourceB.storeId];
  const tasks = [
    { mode: "manual", sourceStoreIds: null },
    { mode: "manual", sourceStoreIds: [both[0]] },
    { mode: "manual", sourceStoreIds: [both[1]] },
    { mode: "manual", sourceStoreIds: both },
    { mode: "bulk", sourceStoreIds: null },
    { mode: "bulk", sourceStoreIds: [both[0]] },
    { mode: "automatic", sourceStoreIds: null },
    { mode: "automatic", sourceStoreIds: null },
  ];
  const ended = await Promise.all(tasks.map((task) => startPusher({ ...base, ...task })));
  expect(ended.map((one) => one.code === 0 || one.output)).toEqual(tasks.map(() => true));
  for (const orderId of orderIds) {
    await dispatchAll(world, orderId);
    expect((await statusOf(world, orderId))?.status).toBe("pushed");
  }
  const lamps = (await world.sourceOrders(world.sourceA)).flatMap((order) => order.lines);
  const mugs = (await world.sourceOrders(world.sourceB)).flatMap((order) => order.lines);
  expect(lamps.reduce((sum, line) => sum + line.quantity, 0)).toBe(2 * orderIds.length);
  expect(mugs.reduce((sum, line) => sum + line.quantity, 0)).toBe(orderIds.length);
});
