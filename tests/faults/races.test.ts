import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { requestPush } from "@/lib/services/push/request-push";
import { harness, legsOf } from "./harness";

const { sandbox, world: createWorld } = await harness();

test("ingestOrder ignores a read that is older than the stored one, in whatever order the reads end", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const placed = await world.place();
  const access = await shopAccess(ctx, world.destination.storeId);
  const read = async () => {
    const readBeganAt = await ctx.clock.now();
    return { readBeganAt, snapshot: await ctx.shopify.readOrder(access, placed.gid) };
  };
  const early = await read();
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/cancel`, {});
  const late = await read();
  const ingest = (one: Awaited<ReturnType<typeof read>>) =>
    ingestOrder(ctx, { storeId: world.destination.storeId, orderGid: placed.gid, ...one });
  expect((await ingest(late)).stored).toBe("new");
  expect((await ingest(early)).stored).toBe("older");
  const [row] = await withScope(ctx.db, ctx.scope, (tx) =>
    tx.select({ status: order.pushStatus }).from(order).where(eq(order.organizationId, world.organizationId)),
  );
  expect(row?.status).toBe("cancelled");
});

test("of parallel requestPush calls with overlapping choices, each unit is planned once", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const choices = [
    null,
    [world.sourceA.storeId],
    [world.sourceB.storeId],
    null,
    null,
    [world.sourceA.storeId],
  ];
  const results = await Promise.all(
    choices.map((sourceStoreIds) => requestPush(world.ctx(), { orderId, sourceStoreIds })),
  );
  expect(results.every((result) => result.kind === "recorded" || result.kind === "nothing_to_push")).toBe(
    true,
  );
  const legs = await legsOf(world, orderId);
  expect(legs.map((leg) => leg.sourceStoreId).sort()).toEqual(
    [world.sourceA.storeId, world.sourceB.storeId].sort(),
  );
});
