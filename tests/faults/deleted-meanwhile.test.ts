import { expect, test } from "vitest";
import { heardDeletion } from "@/db/queries/heard-deletion";
import { withScope } from "@/db/scope";
import { deleteOrder } from "@/lib/services/delete-order";
import { endSourceOrder } from "@/lib/services/end-source-order";
import { ingestOrder } from "@/lib/services/ingest-order";
import { recordSourceOrder } from "@/lib/services/record-source-order";
import { refreshSourceOrder } from "@/lib/services/refresh-source-order";
import { rememberDeletion } from "@/lib/services/remember-deletion";
import { shopAccess } from "@/lib/services/shop-access";
import type { World } from "@/tests/support/world";
import { attemptsOf, harness, legsOf, pushNow, statusOf } from "./harness";

const { sandbox, world: createWorld } = await harness();

const job = { kind: "job", label: "Crossdock" } as const;

/** What `orders/delete` does, whatever the order is to us. */
async function hearDeletion(world: World, storeId: string, orderGid: string) {
  const ctx = world.ctx({ kind: "webhook", id: "dlv_1", label: "orders/delete" });
  await rememberDeletion(ctx, { storeId, orderGid });
  await deleteOrder(ctx, { storeId, orderGid });
  await endSourceOrder(ctx, { sourceStoreId: storeId, sourceOrderGid: orderGid });
}

/** An order whose send was lost and of which a look-up has just told, with the means to record that. */
async function lookedUp() {
  const world = await createWorld();
  const ctx = world.ctx(job);
  const orderId = await world.ingest((await world.place()).gid);
  await sandbox.control.post("/faults", {
    shop: world.sourceA.domain,
    operation: "orderCreate",
    kind: "reply-lost-after-commit",
    times: 1,
  });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  const [attempt] = await attemptsOf(world, orderId);
  const [there] = await world.sourceOrders(world.sourceA);
  const gid = there?.id ?? "";
  const askedAt = await ctx.clock.now();
  const access = await shopAccess(ctx, world.sourceA.storeId);
  const answer = await ctx.shopify.readSourceOrder(access, gid);
  if (!leg || !attempt || !answer) throw new Error("The order is not there.");
  const record = () =>
    recordSourceOrder(ctx, {
      ...{ orderId, legId: leg.id, attemptId: attempt.id, sourceStoreId: world.sourceA.storeId },
      ...{ outcome: "found" as const, askedAt, sourceOrders: [answer] },
    });
  return { world, ctx, orderId, gid, record };
}

test("a source order that was deleted between its look-up's answer and its record covers nothing", async () => {
  const { world, ctx, orderId, gid, record } = await lookedUp();
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${gid.split("/").at(-1)}/delete`, {});
  // The sender stands still here: the order is not known as ours when its shop tells of the deletion.
  await hearDeletion(world, world.sourceA.storeId, gid);
  await record();
  expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed" });
  // The shop shows it no longer, which alone would have told nothing.
  const where = { sourceStoreId: world.sourceA.storeId, sourceOrderGid: gid };
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
});

test("who stores an order and who hears of its deletion wait for each other", async () => {
  const { world, ctx, gid } = await lookedUp();
  const where = { storeId: world.sourceA.storeId, orderGid: gid };
  let told = false;
  let telling = Promise.resolve();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    expect(await heardDeletion(tx, ctx.scope, where)).toBeNull();
    telling = rememberDeletion(ctx, where).then(() => {
      told = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(false);
  });
  await telling;
  expect(await withScope(ctx.db, ctx.scope, (tx) => heardDeletion(tx, ctx.scope, where))).toBeInstanceOf(
    Date,
  );
});

test("however a record and the deletion of its order meet, the leg has ended afterwards", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { world, orderId, gid, record } = await lookedUp();
    await Promise.all([record(), hearDeletion(world, world.sourceA.storeId, gid)]);
    expect((await legsOf(world, orderId)).map((leg) => leg.state)).toEqual(["ended"]);
  }
});

/** An order that was read and is not stored yet. */
async function justRead() {
  const world = await createWorld();
  const ctx = world.ctx(job);
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
