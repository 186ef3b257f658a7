import { expect, test } from "vitest";
import { previewPush } from "@/lib/services/push/preview-push";
import { harness, legsOf, pushNow } from "./harness";

const { world: createWorld } = await harness();

test("previewPush shows what a push sends to each supplier, and records nothing", async () => {
  const world = await createWorld({ ratioA: 2 });
  const orderId = await world.ingest(
    (
      await world.place({
        lineItems: [
          { sku: "LAMP-1", quantity: 2 },
          { sku: "MUG-1", quantity: 1 },
          { sku: "POSTER-1", quantity: 1 },
        ],
      })
    ).gid,
  );
  const preview = await previewPush(world.ctx(), { orderId });
  expect(await legsOf(world, orderId)).toEqual([]);
  expect(preview?.unrouted).toMatchObject([{ title: "Poster", quantity: 1 }]);
  const shown = new Map(
    preview?.suppliers.map(({ sourceStoreId, lines, input }) => [
      sourceStoreId,
      {
        units: lines.map(({ quantity, routes }) => quantity * (routes[0]?.ratio ?? 0)),
        email: input?.order.email,
      },
    ]),
  );
  await pushNow(world, orderId);
  for (const source of [world.sourceA, world.sourceB]) {
    const [sent] = await world.sourceOrders(source);
    expect(shown.get(source.storeId)).toEqual({
      units: sent?.lines.map(({ quantity }) => quantity),
      email: sent?.email,
    });
  }
});

test("previewPush of chosen lines shows only these, and a repeated preview of a pushed order shows nothing", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const all = await previewPush(world.ctx(), { orderId });
  const mug = all?.suppliers.find(({ sourceStoreId }) => sourceStoreId === world.sourceB.storeId)?.lines[0];
  const lines = [{ lineItemId: mug?.lineItemId ?? "", sourceStoreId: world.sourceB.storeId, quantity: 1 }];
  const chosen = await previewPush(world.ctx(), { orderId, lines });
  expect(chosen?.suppliers).toMatchObject([
    { sourceStoreId: world.sourceB.storeId, lines: [{ title: "Mug", quantity: 1 }] },
  ]);
  await pushNow(world, orderId);
  expect((await previewPush(world.ctx(), { orderId }))?.suppliers).toEqual([]);
});
