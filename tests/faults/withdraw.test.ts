import { expect, test } from "vitest";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { requestPush } from "@/lib/services/push/request-push";
import { skipLeg } from "@/lib/services/push/skip-leg";
import { harness, legsOf } from "./harness";

const { world: createWorld } = await harness();

test("a leg that skipLeg withdraws while dispatchLeg starts is either sent or skipped, never both", async () => {
  const world = await createWorld();
  const ends: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    const orderId = await world.ingest(
      (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).gid,
    );
    await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
    const [leg] = await legsOf(world, orderId);
    const legId = leg?.id ?? "";
    const before = (await world.sourceOrders(world.sourceA)).length;
    const withdraw = async () => {
      await new Promise((resolve) => setTimeout(resolve, round * 6));
      return skipLeg(world.ctx(), { legId, reason: "Bought elsewhere" });
    };
    const [answer] = await Promise.all([withdraw(), dispatchLeg(world.ctx(), { orderId, legId })]);
    const sent = (await world.sourceOrders(world.sourceA)).length - before;
    expect(sent).toBe(answer.kind === "recorded" ? 0 : 1);
    expect((await legsOf(world, orderId))[0]?.state).toBe(sent === 0 ? "skipped" : "created");
    ends.push(answer.kind);
  }
  expect(new Set(ends)).toContain("recorded");
});
