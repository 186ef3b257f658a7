import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { order, orderFacet } from "@/db/schema/order";
import { sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { acknowledgeChanges } from "@/lib/services/orders/acknowledge-changes";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { endSourceOrder } from "@/lib/services/source-orders/end-source-order";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { cardsOf, harness, pushNow } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const ADDRESS = {
  firstName: "Ada",
  lastName: "Example",
  address1: "Hafenstraße 1",
  city: "Kiel",
  zip: "24103",
  countryCode: "DE",
};

/** A pushed order of lamps; `change` acts on it in the destination store, `atSource` on its source order. */
async function pushed(world: World) {
  const placed = await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 2 }], shippingAddress: ADDRESS });
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  const change = async (action: string, input: Record<string, unknown>) => {
    await sandbox.control.post(
      `/shops/${world.destination.domain}/orders/${placed.legacyId}/${action}`,
      input,
    );
    await world.ingest(placed.gid);
  };
  const { domain, storeId } = world.sourceA;
  const sourceOrderGid = (await sourceOrdersOf(world, orderId))[0]?.shopifyGid ?? "";
  const atSource = async (action: string, input: Record<string, unknown> = {}) => {
    await sandbox.control.post(
      `/shops/${domain}/orders/${sourceOrderGid.split("/").at(-1)}/${action}`,
      input,
    );
    await refreshSourceOrder(world.ctx(), { sourceStoreId: storeId, sourceOrderGid });
  };
  return { placed, orderId, change, atSource, sourceOrderGid };
}

const sourceOrdersOf = (world: World, orderId: string) =>
  withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select()
      .from(sourceOrder)
      .where(and(eq(sourceOrder.organizationId, world.organizationId), eq(sourceOrder.orderId, orderId))),
  );

/** The open cards by kind, the order's attention, and the causes that the list filters by. */
async function shown(world: World, orderId: string) {
  const { db, scope } = world.ctx();
  const cards = (await cardsOf(world, orderId)).filter((card) => card.answeredAt === null);
  return withScope(db, scope, async (tx) => {
    const [row] = await tx
      .select({ attention: order.attention, openChanges: order.openChanges })
      .from(order)
      .where(and(eq(order.organizationId, scope.organizationId), eq(order.id, orderId)));
    const facets = await tx
      .select({ facet: orderFacet.facet })
      .from(orderFacet)
      .where(and(eq(orderFacet.organizationId, scope.organizationId), eq(orderFacet.orderId, orderId)));
    return {
      cards: cards.map((card) => card.kind).sort(),
      attention: row?.attention ?? null,
      open: row?.openChanges,
      facets: facets.map(({ facet }) => facet).filter((facet) => facet.startsWith("attention:")),
    };
  });
}

const quiet = { cards: [], attention: null, open: [], facets: [] };
const alone = (kind: string) => ({
  cards: [kind],
  attention: kind,
  open: [kind],
  facets: [`attention:${kind}`],
});

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
