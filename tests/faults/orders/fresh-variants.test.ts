import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { variant } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { importVariants } from "@/lib/services/mappings/import-variants";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { attemptsOf, dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { sandbox, world: createWorld, faultSend } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const change = (world: World, input: object) =>
  sandbox.control.post(`/shops/${world.sourceA.domain}/variants`, input);

/** The price that the last send to source store A named. */
async function sentPrice(world: World, orderId: string) {
  const aLeg = (await legsOf(world, orderId)).find((leg) => leg.sourceStoreId === world.sourceA.storeId)?.id;
  const sends = (await attemptsOf(world, orderId)).filter(({ operation }) => operation === "orderCreate");
  const input = sends.find(({ legId }) => legId === aLeg)?.input as {
    order: { lineItems: { priceSet: { shopMoney: { amount: string } } }[] };
  };
  return input.order.lineItems[0]?.priceSet.shopMoney.amount;
}

async function storedPrice(world: World, sku: string) {
  const { db, scope } = world.ctx();
  const [row] = await withScope(db, scope, (tx) =>
    tx
      .select({ price: variant.price })
      .from(variant)
      .where(and(eq(variant.organizationId, world.organizationId), eq(variant.sku, sku))),
  );
  return row?.price;
}

test("a source order names the price that the source store has now, and the variant is updated", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await change(world, { sku: "A-LAMP", price: "15.00" });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(await sentPrice(world, orderId)).toBe("15.00");
  expect(await storedPrice(world, "A-LAMP")).toBe(1500);
});

test("a leg whose variant is gone is refused without a send, and is sent after the item is mapped again", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await change(world, { sku: "A-LAMP", deleted: true });
  await dispatchAll(world, orderId);
  const refused = (await legsOf(world, orderId)).find((leg) => leg.sourceStoreId === world.sourceA.storeId);
  expect(refused).toMatchObject({
    state: "rejected",
    causeCode: "variant_gone",
    causeData: { skus: ["A-LAMP"] },
  });
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect((await attemptsOf(world, orderId)).map(({ legId }) => legId)).not.toContain(refused?.id);
  // The other supplier's leg is not concerned.
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
  await retryLeg(world.ctx(), { legId: refused?.id ?? "" });
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId)).find(({ id }) => id === refused?.id)?.state).toBe("rejected");

  const made = await sandbox.control.post<{ products: { variants: { id: string; sku: string }[] }[] }>(
    "/shops",
    {
      domain: world.sourceA.domain,
      currency: "EUR",
      products: [{ title: "Lamp body, new", variants: [{ sku: "A-LAMP-2", price: "11.00", inventory: 9 }] }],
    },
  );
  await importVariants(world.ctx(), { storeId: world.sourceA.storeId });
  const shop = await sandbox.control.get<{ products: { variants: { id: string; sku: string }[] }[] }>(
    `/shops/${world.destination.domain}`,
  );
  const gidOf = (products: { variants: { id: string; sku: string }[] }[], sku: string) =>
    products.flatMap(({ variants }) => variants).find((one) => one.sku === sku)?.id ?? "";
  await mapVariants(world.ctx(), {
    connectionId: world.sourceA.connectionId,
    pairs: [
      {
        destinationVariantGid: gidOf(shop.products, "LAMP-1"),
        sourceVariantGid: gidOf(made.products, "A-LAMP-2"),
      },
    ],
  });
  await retryLeg(world.ctx(), { legId: refused?.id ?? "" });
  await dispatchAll(world, orderId);
  expect(await sentPrice(world, orderId)).toBe("11.00");
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
});

test("a failed read of the variants sends nothing, and the leg waits with its cause", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  await faultSend(world.sourceA.domain, "http-500", { operation: "nodes" });
  const [leg] = await legsOf(world, orderId);
  const sent = await dispatchLeg(world.ctx(), { orderId, legId: leg?.id ?? "" });
  expect(sent).toMatchObject({ kind: "waiting" });
  expect(await attemptsOf(world, orderId)).toEqual([]);
  world.advance(3_600_000);
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});
