import { expect, test } from "vitest";
import { findDeletion } from "@/db/queries/orders/find-deletion";
import { withScope } from "@/db/scope";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ordersDelete } from "@/lib/services/intake/topics/orders-delete";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { rememberDeletion } from "@/lib/services/orders/remember-deletion";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import type { World } from "@/testing/stack/world";
import { foundByLookUp } from "./found-by-look-up";
import { harness, legsOf, statusOf } from "./harness";

const { sandbox, world: createWorld } = await harness();

/** Handles the webhook of a deletion. */
async function receiveDeletion(world: World, storeId: string, orderGid: string) {
  await ordersDelete.handle(world.ctx(), {
    delivery: { id: "dlv_1", topic: "orders/delete", receivedAt: new Date() } as DeliveryRow,
    installationId: "",
    stores: [{ organizationId: world.organizationId, storeId, destination: true, source: true }],
    body: { admin_graphql_api_id: orderGid },
  });
}

const found = async () => foundByLookUp(await createWorld(), sandbox.control);

test("a source order that is deleted after a look-up found it and before it is recorded covers no units", async () => {
  const { world, ctx, orderId, where, record, supplier } = await found();
  await supplier("delete");
  // The sender has not recorded the order yet, so the deletion is about an unknown order.
  await receiveDeletion(world, where.sourceStoreId, where.sourceOrderGid);
  await record();
  expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed" });
  // A read alone would not have shown the deletion.
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
});

test("storing an order and rememberDeletion of the same order wait for each other", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const where = { storeId: world.sourceA.storeId, orderGid: "gid://shopify/Order/1" };
  let remembered = false;
  let remembering = Promise.resolve();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    expect(await findDeletion(tx, ctx.scope, where)).toBeNull();
    remembering = rememberDeletion(ctx, where).then(() => {
      remembered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(remembered).toBe(false);
  });
  await remembering;
  expect(await withScope(ctx.db, ctx.scope, (tx) => findDeletion(tx, ctx.scope, where))).toBeInstanceOf(Date);
});

test("a leg ends in whatever order recordSourceOrder and the order's deletion happen", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { world, orderId, where, record } = await found();
    await Promise.all([record(), receiveDeletion(world, where.sourceStoreId, where.sourceOrderGid)]);
    expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  }
});

/** An order that was read but is not stored yet. */
async function justRead() {
  const world = await createWorld();
  const ctx = world.ctx();
  const { gid } = await world.place();
  const { storeId } = world.destination;
  const readBeganAt = await ctx.clock.now();
  const snapshot = await ctx.shopify.readOrder(await shopAccess(ctx, storeId), gid);
  const ingest = () => ingestOrder(ctx, { storeId, orderGid: gid, snapshot, readBeganAt });
  return { world, storeId, gid, ingest };
}

test("ingestOrder does not store an order that was deleted during its first read", async () => {
  const { world, storeId, gid, ingest } = await justRead();
  await receiveDeletion(world, storeId, gid);
  expect(await ingest()).toEqual({ orderId: null, stored: "older" });
  expect(await ingest()).toEqual({ orderId: null, stored: "older" });
});

test("no deleted order can be pushed, in whatever order its first ingestion and its deletion happen", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { world, storeId, gid, ingest } = await justRead();
    const [{ orderId }] = await Promise.all([ingest(), receiveDeletion(world, storeId, gid)]);
    if (orderId) expect(await statusOf(world, orderId)).toMatchObject({ status: "cancelled" });
  }
});
