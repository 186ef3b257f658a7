import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { lineItem } from "@/db/schema/order";
import { changeCard, pushLegLine, sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { sweep } from "@/lib/services/jobs/sweep";
import { reprojectOrder } from "@/lib/services/orders/reproject-order";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import type { Shop } from "@/testing/stack/make-shops";
import { cardsOf, dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { database, sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

/** Places and ingests an order of some lamps, which only source store A sells. */
async function lamps(world: World, quantity = 3) {
  const placed = await world.place({ lineItems: [{ sku: "LAMP-1", quantity }] });
  const orderId = await world.ingest(placed.gid);
  const act = async (action: string, units: number) => {
    await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/${action}`, {
      lines: [{ sku: "LAMP-1", quantity: units }],
    });
    await world.ingest(placed.gid);
  };
  return { orderId, placed, shipHere: (units: number) => act("fulfill", units), act };
}

/** Acts on the source order that was created last, and reads it again. */
async function atSource(world: World, action: string, units: number, shop: Shop = world.sourceA) {
  const last = (await world.sourceOrders(shop)).at(-1);
  const id = last?.id.split("/").at(-1) ?? "";
  await sandbox.control.post(`/shops/${shop.domain}/orders/${id}/${action}`, {
    lines: [{ sku: "A-LAMP", quantity: units }],
  });
  await reread(world, shop);
}

async function reread(world: World, shop: Shop) {
  const { db, scope } = world.ctx();
  const rows = await withScope(db, scope, (tx) =>
    tx
      .select({ gid: sourceOrder.shopifyGid })
      .from(sourceOrder)
      .where(
        and(
          eq(sourceOrder.organizationId, scope.organizationId),
          eq(sourceOrder.sourceStoreId, shop.storeId),
        ),
      ),
  );
  for (const { gid } of rows)
    await refreshSourceOrder(world.ctx(), { sourceStoreId: shop.storeId, sourceOrderGid: gid });
}

const unitsOrdered = async (world: World) =>
  (await world.sourceOrders(world.sourceA))
    .flatMap((one) => one.lines)
    .reduce((sum, line) => sum + line.quantity, 0);

test("an order that its supplier shipped stays pushed when the merchant marks it as fulfilled", async () => {
  const world = await createWorld({ autoPush: true });
  const { orderId, shipHere } = await lamps(world);
  expect((await autoPush(world.ctx(), { orderId })).kind).toBe("recorded");
  await dispatchAll(world, orderId);
  await atSource(world, "fulfill", 3);
  await shipHere(3);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
  expect(await cardsOf(world, orderId)).toEqual([]);
  expect(await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "again" })).toMatchObject({
    kind: "nothing_to_push",
  });
});

test("units shipped here before the supplier raise a card that closes when the supplier reports them", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  await pushNow(world, orderId);
  await shipHere(3);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  expect(await cardsOf(world, orderId)).toMatchObject([
    { kind: "shipped_early", quantity: 3, answeredAt: null },
  ]);
  await atSource(world, "fulfill", 2);
  expect(await cardsOf(world, orderId)).toMatchObject([
    { kind: "shipped_early", quantity: 1, answeredAt: null },
  ]);
  await atSource(world, "fulfill", 1);
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "shipped_early", answer: "resolved" }]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
});

test("a shipment that the supplier cancels no longer matches", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  await pushNow(world, orderId);
  await atSource(world, "fulfill", 3);
  await shipHere(3);
  expect(await cardsOf(world, orderId)).toEqual([]);
  await atSource(world, "unship", 3);
  expect(await cardsOf(world, orderId)).toMatchObject([
    { kind: "shipped_early", quantity: 3, answeredAt: null },
  ]);
});

test("units that the merchant shipped from own stock before a push are never ordered", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  await shipHere(1);
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(2);
  await atSource(world, "fulfill", 2);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(2);
  await shipHere(2);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  expect(await cardsOf(world, orderId)).toEqual([]);
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(2);
});

test("units that the merchant shipped while a leg waited are withdrawn from it and never ordered", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await shipHere(1);
  await dispatchAll(world, orderId);
  expect(await unitsOrdered(world)).toBe(2);
  await atSource(world, "fulfill", 2);
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(2);
});

test("a shipment that explains what was marked as fulfilled lets automatic push order the other supplier's units", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded", legs: 2 });
  const lamps = (await legsOf(world, orderId)).find(
    ({ sourceStoreId }) => sourceStoreId === world.sourceA.storeId,
  );
  await dispatchLeg(world.ctx(), { orderId, legId: lamps?.id ?? "" });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/fulfill`, {
    lines: [{ sku: "LAMP-1", quantity: 2 }],
  });
  await world.ingest(placed.gid);
  await dispatchAll(world, orderId);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "left", reason: "held" });
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);

  await atSource(world, "fulfill", 2);
  expect(await statusOf(world, orderId)).toMatchObject({ held: [] });
  // No webhook tells of the destination order again: the sweep must find it.
  world.advance(24 * 3_600_000);
  const asked = () => database.sql`select from outbox where name = 'order/ingested'
    and event_id like '%sweep%' and data->>'orderId' = ${orderId}`;
  await sweep(world.ctx());
  expect(await asked()).toHaveLength(1);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
});

test("a part that is pushed, shipped and marked as fulfilled leaves the rest to push, with a caution", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  const { db, scope } = world.ctx();
  const [line] = await withScope(db, scope, (tx) =>
    tx.select({ id: lineItem.id }).from(lineItem).where(eq(lineItem.orderId, orderId)),
  );
  const sourceStoreId = world.sourceA.storeId;
  await requestPush(world.ctx(), {
    orderId,
    sourceStoreIds: [sourceStoreId],
    lines: [{ lineItemId: line?.id ?? "", sourceStoreId, quantity: 2 }],
  });
  await dispatchAll(world, orderId);
  await atSource(world, "fulfill", 2);
  await shipHere(2);
  expect(await statusOf(world, orderId)).toMatchObject({
    status: "partially_pushed",
    held: ["partly_fulfilled"],
  });
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(3);
});

test("a card that older rules opened for a finished order is resolved by the reprojection", async () => {
  const world = await createWorld();
  const { orderId, shipHere } = await lamps(world);
  await pushNow(world, orderId);
  await atSource(world, "fulfill", 3);
  await shipHere(3);
  const { db, scope } = world.ctx();
  await withScope(db, scope, async (tx) => {
    const [line] = await tx.select({ id: lineItem.id }).from(lineItem).where(eq(lineItem.orderId, orderId));
    const card = {
      kind: "over_pushed",
      lineItemId: line?.id ?? "",
      quantity: 3,
      openedAt: new Date(),
    } as const;
    await tx
      .insert(changeCard)
      .values({ organizationId: scope.organizationId, id: `chg_${orderId}`, orderId, ...card });
  });
  await reprojectOrder(world.ctx(), { orderId });
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "over_pushed", answer: "resolved" }]);
});

test("a set of which the supplier has a part is not ordered again", async () => {
  const world = await createWorld({ ratioA: 3 });
  const { orderId } = await lamps(world);
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(9);
  await atSource(world, "edit", 7);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "partially_pushed" });
  await pushNow(world, orderId);
  expect(await unitsOrdered(world)).toBe(9);
  const { db, scope } = world.ctx();
  const parts = await withScope(db, scope, (tx) =>
    tx
      .select({ live: pushLegLine.liveUnits })
      .from(pushLegLine)
      .where(eq(pushLegLine.organizationId, scope.organizationId)),
  );
  expect(parts).toEqual([{ live: 7 }]);
  await atSource(world, "edit", 6);
  await pushNow(world, orderId);
  expect((await world.sourceOrders(world.sourceA)).at(-1)?.lines).toMatchObject([{ quantity: 3 }]);
});
