import { expect, test } from "vitest";
import { chainLink } from "@/db/queries/stores/chain-link";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { requestPush } from "@/lib/services/push/request-push";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { connectShops } from "@/testing/stack/make-shops";
import { dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const mug = { lineItems: [{ sku: "MUG-1", quantity: 1 }] };
const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 2 }] };

/** Makes store A, a source store, also the destination store of store B: the lamp bodies of A come from B. */
async function forward(world: World): Promise<void> {
  await connectShops(
    { sandbox: sandbox.control, ctx: world.ctx },
    { destination: world.sourceA, source: world.sourceB, from: "A-LAMP", to: "B-MUG", rank: 1, ratio: 1 },
  );
}

async function readAt(world: World, storeId: string, orderGid: string): Promise<string> {
  const { orderId } = await refreshOrder(world.ctx(), { storeId, orderGid });
  if (orderId === null) throw new Error("The order was not stored.");
  return orderId;
}

async function attributesOf(world: World, shop: { storeId: string; domain: string }) {
  const [made] = await world.sourceOrders(shop);
  const page = await sandbox.control.get<{
    orders: { id: string; customAttributes: { key: string; value: string }[] }[];
  }>(`/shops/${shop.domain}`);
  return page.orders.find(({ id }) => id === made?.id)?.customAttributes ?? [];
}

const chainOf = (shops: { domain: string }[]) => ({
  key: "Origin chain",
  value: shops.map(({ domain }) => chainLink(domain)).join(" "),
});

test("an order that a push created is forwarded with one set of origin attributes and its whole chain", async () => {
  const world = await createWorld();
  await forward(world);
  const placed = await world.place({ ...lamp, attributes: { "Push mode": "express" } });
  await pushNow(world, await world.ingest(placed.gid));
  const [atA] = await world.sourceOrders(world.sourceA);
  const orderId = await readAt(world, world.sourceA.storeId, atA?.id ?? "");
  await pushNow(world, orderId);
  const [first] = await legsOf(world, await world.ingest(placed.gid));
  const [second] = await legsOf(world, orderId);
  const attributes = await attributesOf(world, world.sourceB);
  const keys = attributes.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(attributes).toEqual(
    expect.arrayContaining([
      { key: "Origin mark", value: second?.originMark },
      { key: "Origin mark (hop 1)", value: first?.originMark },
      { key: "Push mode", value: "manual" },
      { key: "Push mode (hop 1)", value: "manual" },
      { key: "Push mode (shopper)", value: "express" },
      chainOf([world.destination, world.sourceA]),
    ]),
  );
});

test("an order is never sent to a store in its chain; other stores get their lines", async () => {
  const world = await createWorld();
  const attributes = [chainOf([world.sourceA])];
  const both = await world.ingest((await world.place({ attributes })).gid);
  await pushNow(world, both);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
  const alone = await world.ingest((await world.place({ ...lamp, attributes })).gid);
  expect(await statusOf(world, alone)).toMatchObject({ status: "not_pushed", held: ["loop"] });
  expect(await requestPush(world.ctx(), { orderId: alone, sourceStoreIds: null, reason: "x" })).toEqual({
    kind: "stopped",
    stops: ["loop"],
  });
  const returned = await world.ingest(
    (await world.place({ ...mug, attributes: [chainOf([world.destination])] })).gid,
  );
  expect(await statusOf(world, returned)).toMatchObject({ held: ["loop"] });
});

test("a chain that arrives between the push and the send withdraws only the leg to its store", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/update`, {
    attributes: [chainOf([world.sourceA])],
  });
  await dispatchAll(world, orderId);
  const legs = await legsOf(world, orderId);
  expect(legs.find((leg) => leg.sourceStoreId === world.sourceA.storeId)).toMatchObject({
    state: "superseded",
    causeCode: "loop",
  });
  expect(legs.find((leg) => leg.sourceStoreId === world.sourceB.storeId)?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
});

test("a connection that closes a loop is refused, directly and through a third store", async () => {
  const world = await createWorld();
  await forward(world);
  const back = (source: World["destination"]) =>
    connectStores(world.ctx(), {
      destinationStoreId: source.storeId,
      sourceStoreId: world.destination.storeId,
    });
  expect(await back(world.sourceA)).toEqual({ kind: "loop" });
  expect(await back(world.sourceB)).toEqual({ kind: "loop" });
  // Connecting the same stores again is no new connection.
  const again = { destinationStoreId: world.sourceA.storeId, sourceStoreId: world.sourceB.storeId };
  expect(await connectStores(world.ctx(), again)).toMatchObject({ kind: "connected", new: false });
});

test("two connections that are made at once never close a loop together", async () => {
  const world = await createWorld();
  const [a, b] = [world.sourceA.storeId, world.sourceB.storeId];
  const results = await Promise.all([
    connectStores(world.ctx(), { destinationStoreId: a, sourceStoreId: b }),
    connectStores(world.ctx(), { destinationStoreId: b, sourceStoreId: a }),
  ]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(["connected", "loop"]);
});
