import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { autoPush } from "@/lib/services/push/auto-push";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { dispatchAll, harness, legsOf } from "./harness";

const { database, sandbox, faultSend, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

/** Maps a variant of the destination store to the mugs of source store B. */
async function mapToMugs(world: World, destinationSku: string) {
  const variant = async (domain: string, sku: string) => {
    const shop = await sandbox.control.get<{ products: { variants: { id: string; sku: string }[] }[] }>(
      `/shops/${domain}`,
    );
    return shop.products.flatMap(({ variants }) => variants).find((each) => each.sku === sku)?.id ?? "";
  };
  const pair = {
    destinationVariantGid: await variant(world.destination.domain, destinationSku),
    sourceVariantGid: await variant(world.sourceB.domain, "B-MUG"),
  };
  await mapVariants(world.ctx(), { connectionId: world.sourceB.connectionId, pairs: [pair] });
}

/** Whether the sweeper asks automatic push for an order. */
async function isDue(world: World, orderId: string) {
  const { db, scope } = world.ctx();
  const rows = await withScope(db, scope, (tx) =>
    tx.select({ due: order.autoPushDueAt }).from(order).where(eq(order.id, orderId)),
  );
  return rows[0]?.due instanceof Date;
}

/** An order of lamps, which both suppliers have, after the first one refused it. */
async function refusedByTheFirst(offerNext: boolean) {
  const world = await createWorld({ autoPush: true });
  await mapToMugs(world, "LAMP-1");
  await changeStoreSettings(world.ctx(), { storeId: world.destination.storeId, offerNext });
  await faultSend(world.sourceA.domain, "inventory-claim-failed");
  const orderId = await world.ingest(
    (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] })).gid,
  );
  await autoPush(world.ctx(), { orderId });
  await dispatchAll(world, orderId);
  const legs = await legsOf(world, orderId);
  expect(legs).toMatchObject([{ sourceStoreId: world.sourceA.storeId, state: "rejected" }]);
  const released = await database.sql<{ data: { legId: string } }[]>`
    select data from outbox where name = 'order/leg.released' and data->>'orderId' = ${orderId}`;
  return { world, orderId, legId: legs[0]?.id, released: released.map(({ data }) => data.legId) };
}

test("with offerNext, announceRelease reports a refused leg, and autoPush sends its units to the next supplier", async () => {
  const { world, orderId, legId, released } = await refusedByTheFirst(true);
  expect(released).toEqual([legId]);
  expect(await isDue(world, orderId)).toBe(true);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await world.sourceOrders(world.sourceB)).toMatchObject([{ lines: [{ sku: "B-MUG", quantity: 1 }] }]);
});

test("without offerNext, a refused leg is not reported, and autoPush leaves its units to the user", async () => {
  const { world, orderId, released } = await refusedByTheFirst(false);
  expect(released).toEqual([]);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "left" });
  expect(await world.sourceOrders(world.sourceB)).toEqual([]);
  expect(await isDue(world, orderId)).toBe(false);
  // A changed setting lets automatic push look at the order again.
  await changeStoreSettings(world.ctx(), { storeId: world.destination.storeId, offerNext: true });
  expect(await isDue(world, orderId)).toBe(true);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded", legs: 1 });
});

test("a mapping or a setting that lets an order's items go makes the order due for automatic push", async () => {
  const world = await createWorld({ autoPush: true });
  const place = async (...skus: string[]) =>
    world.ingest((await world.place({ lineItems: skus.map((sku) => ({ sku, quantity: 1 })) })).gid);
  const { storeId } = world.destination;
  const alone = await place("POSTER-1");
  const together = await place("LAMP-1", "MUG-1");
  await changeStoreSettings(world.ctx(), {
    storeId,
    partsAllowed: false,
    connections: [{ connectionId: world.sourceA.connectionId, autoPush: false }],
  });
  for (const orderId of [alone, together]) {
    expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "left" });
    expect(await isDue(world, orderId)).toBe(false);
  }
  await changeStoreSettings(world.ctx(), { storeId, partsAllowed: true });
  expect(await isDue(world, together)).toBe(true);
  expect(await autoPush(world.ctx(), { orderId: together })).toMatchObject({ kind: "recorded", legs: 1 });
  expect(await isDue(world, alone)).toBe(false);
  await mapToMugs(world, "POSTER-1");
  expect(await isDue(world, alone)).toBe(true);
  expect(await autoPush(world.ctx(), { orderId: alone })).toMatchObject({ kind: "recorded", legs: 1 });
});
