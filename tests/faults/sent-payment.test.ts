import { expect, test } from "vitest";
import { readListParams } from "@/lib/order-list/list-params";
import { readOrderPage } from "@/lib/services/orders/read-order-page";
import { previewPush } from "@/lib/services/push/preview-push";
import { harness, pushNow } from "./harness";

const { world: createWorld } = await harness();

test("an order to be paid on delivery reaches the supplier as unpaid, and the preview says so", async () => {
  const world = await createWorld();
  const { gid } = await world.place({
    paid: false,
    shippingLine: { title: "Cash on delivery", price: "4.90" },
  });
  const orderId = await world.ingest(gid);
  const preview = await previewPush(world.ctx(), { orderId });
  expect(preview?.payment).toBe("PENDING");
  await pushNow(world, orderId);
  for (const shop of [world.sourceA, world.sourceB]) {
    expect(await world.sourceOrders(shop)).toMatchObject([{ financialStatus: "PENDING" }]);
  }
  const list = readListParams({});
  const page = await readOrderPage(world.ctx(), { orderId, list, now: await world.ctx().clock.now() });
  expect(page?.detail.sourceOrders.map(({ financialStatus }) => financialStatus)).toEqual([
    "PENDING",
    "PENDING",
  ]);
});

test("a paid order reaches the supplier as paid", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([{ financialStatus: "PAID" }]);
});
