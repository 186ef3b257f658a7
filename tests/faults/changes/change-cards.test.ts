import { expect, test } from "vitest";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { acknowledgeChanges } from "@/lib/services/orders/acknowledge-changes";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { endSourceOrder } from "@/lib/services/source-orders/end-source-order";
import { ADDRESS, alone, pushedLamps, quiet, shown } from "../fixtures/pushed-order";
import { cardsOf, harness, pushNow } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const pushed = (world: World) => pushedLamps(world, sandbox.control);

test("an address that changes after the push needs attention until it is changed back", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("update", { shippingAddress: { ...ADDRESS, address1: "Hafenstraße 12" } });
  expect(await shown(world, orderId)).toEqual(alone("address_changed"));
  await change("update", { shippingAddress: { ...ADDRESS, zip: "24105" } });
  await change("update", { note: "Ring once" });
  expect(await cardsOf(world, orderId)).toHaveLength(1);
  await change("update", { shippingAddress: ADDRESS });
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a tag and a note that change after the push need no attention", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  await change("update", { tags: ["hold"], note: "Ring once" });
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("an acknowledged address needs attention again only when it changes again", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  await change("update", { shippingAddress: { ...ADDRESS, zip: "24105" } });
  const cards = await cardsOf(world, orderId);
  expect(await acknowledgeChanges(world.ctx(), { orderId, cards })).toEqual({ kind: "acknowledged" });
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("update", { note: "Ring once" });
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("update", { shippingAddress: { ...ADDRESS, zip: "24106" } });
  expect(await shown(world, orderId)).toEqual(alone("address_changed"));
  expect(await cardsOf(world, orderId)).toMatchObject([
    { answer: "acknowledged", answeredByLabel: "Mara" },
    { answer: null },
  ]);
});

test("a difference that changed after the page was shown is not acknowledged", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  await change("edit", { lines: [{ sku: "LAMP-1", quantity: 1 }] });
  const cards = await cardsOf(world, orderId);
  await change("edit", { lines: [{ sku: "LAMP-1", quantity: 0 }] });
  expect(await acknowledgeChanges(world.ctx(), { orderId, cards })).toEqual({ kind: "changed" });
  expect(await cardsOf(world, orderId)).toMatchObject([
    { kind: "over_pushed", quantity: 2, answeredAt: null },
  ]);
});

test("a shipping method that changes after the push needs attention", async () => {
  const world = await createWorld();
  const { orderId, placed } = await pushed(world);
  const ctx = world.ctx();
  const { storeId } = world.destination;
  const read = await ctx.shopify.readOrder(await shopAccess(ctx, storeId), placed.gid);
  if (!read) throw new Error("The order is not readable.");
  const ingest = async (title: string, ms: number) => {
    const updatedAt = new Date(read.updatedAt.getTime() + ms);
    const snapshot = { ...read, updatedAt, shippingLines: [{ title, code: null, price: 490 }] };
    await ingestOrder(ctx, { storeId, orderGid: placed.gid, snapshot, readBeganAt: updatedAt });
  };
  await ingest("Express", 1_000);
  expect(await shown(world, orderId)).toEqual(alone("shipping_changed"));
  expect(await cardsOf(world, orderId)).toMatchObject([{ data: { to: "Express" } }]);
  await ingest(read.shippingLines[0]?.title ?? "", 2_000);
  expect((await shown(world, orderId)).cards).toEqual(
    read.shippingLines[0]?.code === null ? [] : ["shipping_changed"],
  );
});

test("a quantity that goes down and up again leaves no card", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  await change("edit", { lines: [{ sku: "LAMP-1", quantity: 1 }] });
  expect(await shown(world, orderId)).toEqual(alone("over_pushed"));
  await change("edit", { lines: [{ sku: "LAMP-1", quantity: 2 }] });
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a supplier's edit needs attention until the units are placed again", async () => {
  const world = await createWorld();
  const { orderId, atSource } = await pushed(world);
  await atSource("edit", { lines: [{ sku: "A-LAMP", quantity: 1 }] });
  expect(await shown(world, orderId)).toEqual(alone("supplier_changed"));
  expect(await cardsOf(world, orderId)).toMatchObject([{ data: { live: 1, sent: 2 } }]);
  await pushNow(world, orderId);
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a part of a set at the supplier needs attention", async () => {
  const world = await createWorld({ ratioA: 3 });
  const { orderId, atSource } = await pushed(world);
  await atSource("edit", { lines: [{ sku: "A-LAMP", quantity: 5 }] });
  await pushNow(world, orderId);
  expect(await shown(world, orderId)).toEqual(alone("supplier_changed"));
});

test.each(["cancel", "delete"])(
  "a source order that its supplier ends (%s) needs attention",
  async (action) => {
    const world = await createWorld();
    const { orderId, atSource, sourceOrderGid } = await pushed(world);
    await atSource(action);
    if (action === "delete")
      await endSourceOrder(world.ctx(), { sourceStoreId: world.sourceA.storeId, sourceOrderGid });
    expect(await shown(world, orderId)).toEqual(alone("supplier_ended"));
    await pushNow(world, orderId);
    expect(await shown(world, orderId)).toEqual(quiet);
  },
);

test("a source order that its supplier cancels after the order was cancelled needs no attention", async () => {
  const world = await createWorld();
  const { orderId, change, atSource } = await pushed(world);
  await change("cancel", {});
  expect(await shown(world, orderId)).toEqual(alone("over_pushed"));
  await atSource("cancel");
  expect(await shown(world, orderId)).toEqual(quiet);
});
