import { expect, test } from "vitest";
import { autoPush } from "@/lib/services/push/auto-push";
import { dispatchAll, harness, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();

test.each<[string, Record<string, unknown>, string[]]>([
  ["an amount of goodwill", { lines: [], amount: "5.00" }, []],
  ["the shipping", { lines: [], shipping: true }, []],
  ["everything but no line", { lines: [], amount: "39.80", shipping: true }, ["refunded"]],
])("automatic push judges an order of which %s was refunded", async (_, refund, held) => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place();
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/refund`, refund);
  const orderId = await world.ingest(placed.gid);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", held });
  const pushed = await autoPush(world.ctx(), { orderId });
  expect(pushed.kind).toBe(held.length > 0 ? "left" : "recorded");
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(held.length > 0 ? 0 : 1);
});
