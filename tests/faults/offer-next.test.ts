import { expect, test } from "vitest";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { autoPush } from "@/lib/services/push/auto-push";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { dispatchAll, harness, legsOf } from "./harness";

const { database, sandbox, faultSend, world: createWorld } = await harness();

/** An order of lamps, which both suppliers have, after the first one refused it. */
async function refusedByTheFirst(offerNext: boolean) {
  const world = await createWorld({ autoPush: true });
  const variant = async (domain: string, sku: string) => {
    const shop = await sandbox.control.get<{ products: { variants: { id: string; sku: string }[] }[] }>(
      `/shops/${domain}`,
    );
    return shop.products.flatMap(({ variants }) => variants).find((each) => each.sku === sku)?.id ?? "";
  };
  await mapVariants(world.ctx(), {
    connectionId: world.sourceB.connectionId,
    pairs: [
      {
        destinationVariantGid: await variant(world.destination.domain, "LAMP-1"),
        sourceVariantGid: await variant(world.sourceB.domain, "B-MUG"),
      },
    ],
  });
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
});
