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
import { harness, legsOf, statusOf } from "./harness";
import { lookedUp } from "./looked-up";

const { sandbox, world: createWorld } = await harness();

/** The shop tells of a deletion: what the topic's own handler does, whatever the order is to us. */
async function hearDeletion(world: World, storeId: string, orderGid: string) {
  await ordersDelete.handle(world.ctx(), {
    delivery: { id: "dlv_1", topic: "orders/delete", receivedAt: new Date() } as DeliveryRow,
    installationId: "",
    stores: [{ organizationId: world.organizationId, storeId, destination: true, source: true }],
    body: { admin_graphql_api_id: orderGid },
  });
}

const found = async () => lookedUp(await createWorld(), sandbox.control);

test("a source order that was deleted between its look-up's answer and its record covers nothing", async () => {
  const { world, ctx, orderId, where, record, supplier } = await found();
  await supplier("delete");
  // The sender stands still here: the order is not known as ours when its shop tells of the deletion.
  await hearDeletion(world, where.sourceStoreId, where.sourceOrderGid);
  await record();
  expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed" });
  // The shop shows it no longer, which alone would have told nothing.
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
});

test("who stores an order and who hears of its deletion wait for each other", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const where = { storeId: world.sourceA.storeId, orderGid: "gid://shopify/Order/1" };
  let told = false;
  let telling = Promise.resolve();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    expect(await findDeletion(tx, ctx.scope, where)).toBeNull();
    telling = rememberDeletion(ctx, where).then(() => {
      told = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(false);
  });
  await telling;
  expect(await withScope(ctx.db, ctx.scope, (tx) => findDeletion(tx, ctx.scope, where))).toBeInstanceOf(Date);
});

test("however a record and the deletion of its order meet, the leg has ended afterwards", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { world, orderId, where, record } = await found();
    await Promise.all([record(), hearDeletion(world, where.sourceStoreId, where.sourceOrderGid)]);
    expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  }
});

/** An order that was read and is not stored yet. */
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

test("an order that was deleted while it was first read is not taken in", async () => {
  const { world, storeId, gid, ingest } = await justRead();
  await hearDeletion(world, storeId, gid);
  expect(await ingest()).toEqual({ orderId: null, stored: "older" });
  expect(await ingest()).toEqual({ orderId: null, stored: "older" });
});

test("however a first read and the deletion of its order meet, nothing is left to push", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { world, storeId, gid, ingest } = await justRead();
    const [{ orderId }] = await Promise.all([ingest(), hearDeletion(world, storeId, gid)]);
    if (orderId) expect(await statusOf(world, orderId)).toMatchObject({ status: "cancelled" });
  }
});
