import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { auditEntry } from "@/db/schema/access";
import { pushLegLine } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { linkOtherAppOrder } from "@/lib/services/moving/link-other-app-order";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { pushByOtherApp, registerOtherApp } from "@/testing/stack/other-app";
import { attemptsOf, cardsOf, dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
await registerOtherApp(sandbox.control);
type World = Awaited<ReturnType<typeof createWorld>>;

const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 2 }] };

/** An order that another app pushed to source store A, as Crossdock found it. */
async function found(world: World, given: { order?: object; pushed?: Record<string, unknown> } = {}) {
  const placed = await world.place({ ...lamp, ...given.order });
  const orderId = await world.ingest(placed.gid);
  const other = await pushByOtherApp(sandbox.control, world, placed, "tags", given.pushed ?? {});
  return { placed, orderId, other, link: await lookFor(world, orderId) };
}

async function lookFor(world: World, orderId: string) {
  await lookForOtherApps(world.ctx(), { connectionId: world.sourceA.connectionId, full: true, pages: 5 });
  const { db, scope } = world.ctx();
  const facts = await withScope(db, scope, (tx) => loadOrderFacts(tx, scope, orderId, { lock: false }));
  return { orderId, otherAppOrderId: facts?.otherAppOrders[0]?.id ?? "" };
}

const sends = async (world: World) =>
  (await sandbox.control.get<unknown[]>(`/log?shop=${world.sourceA.domain}&operation=orderCreate`)).length;

async function unitsOf(world: World, legId: string) {
  const { db, scope, organizationId } = { ...world.ctx(), organizationId: world.organizationId };
  return withScope(db, scope, (tx) =>
    tx
      .select({
        live: pushLegLine.liveUnits,
        shipped: pushLegLine.shippedUnits,
        quantity: pushLegLine.quantity,
      })
      .from(pushLegLine)
      .where(and(eq(pushLegLine.organizationId, organizationId), eq(pushLegLine.legId, legId))),
  );
}

test("a linked order becomes the source order without a send, and its shipments and cancellation are followed", async () => {
  const world = await createWorld({ autoPush: true });
  const { orderId, other, link } = await found(world);
  const linked = await linkOtherAppOrder(world.ctx(), link);
  if (linked.kind !== "linked") throw new Error(linked.kind);
  expect(await linkOtherAppOrder(world.ctx(), link)).toEqual({ kind: "not_found" });
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "created", linked: true }]);
  expect(await attemptsOf(world, orderId)).toMatchObject([{ operation: "orderRead", outcome: "found" }]);
  expect(await unitsOf(world, linked.legId)).toEqual([{ live: 2, shipped: 0, quantity: 2 }]);
  const audited = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select({ verb: auditEntry.verb }).from(auditEntry).where(eq(auditEntry.orderId, orderId)),
  );
  expect(audited.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["order.other_app_found", "leg.linked"]),
  );

  const shop = `/shops/${world.sourceA.domain}/orders/${other.id.split("/").at(-1)}`;
  const place = { sourceStoreId: world.sourceA.storeId, sourceOrderGid: other.id };
  await sandbox.control.post(`${shop}/fulfill`);
  await refreshSourceOrder(world.ctx(), place);
  expect(await unitsOf(world, linked.legId)).toEqual([{ live: 2, shipped: 2, quantity: 2 }]);

  await autoPush(world.ctx(), { orderId });
  await dispatchAll(world, orderId);
  expect(await sends(world)).toBe(0);
});

test("a supplier who cancels a linked order frees its units, and nothing is sent automatically", async () => {
  const world = await createWorld({ autoPush: true });
  const { orderId, other, link } = await found(world);
  await linkOtherAppOrder(world.ctx(), link);
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${other.id.split("/").at(-1)}/cancel`);
  const place = { sourceStoreId: world.sourceA.storeId, sourceOrderGid: other.id };
  await refreshSourceOrder(world.ctx(), place);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "ended" }]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", held: [] });
  await autoPush(world.ctx(), { orderId });
  expect(await sends(world)).toBe(0);
  // A user may push it.
  await pushNow(world, orderId);
  expect(await sends(world)).toBe(1);
});

test("a planned send gives way to a linked order, and the other supplier's items stay open", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  const request = { orderId, sourceStoreIds: [world.sourceA.storeId] };
  await requestPush(world.ctx(), request);
  await pushByOtherApp(sandbox.control, world, placed, "attributes");
  expect(await linkOtherAppOrder(world.ctx(), await lookFor(world, orderId))).toMatchObject({
    kind: "linked",
  });
  expect((await legsOf(world, orderId)).map(({ state }) => state).sort()).toEqual(["created", "superseded"]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "partially_pushed", held: [] });
});

test("an order that both apps sent shows its units as over-pushed when it is linked", async () => {
  const world = await createWorld();
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  await pushByOtherApp(sandbox.control, world, placed, "attributes");
  expect(await linkOtherAppOrder(world.ctx(), await lookFor(world, orderId))).toMatchObject({
    kind: "linked",
  });
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "over_pushed", quantity: 2 }]);
});

test("what cannot be linked is refused, and changes nothing", async () => {
  const world = await createWorld();
  const foreign = await found(world, { order: { lineItems: [{ sku: "MUG-1", quantity: 1 }] } });
  expect(await linkOtherAppOrder(world.ctx(), foreign.link)).toEqual({ kind: "nothing_mapped" });
  expect(await legsOf(world, foreign.orderId)).toEqual([]);

  const gone = await found(world);
  await sandbox.control.post(
    `/shops/${world.sourceA.domain}/orders/${gone.other.id.split("/").at(-1)}/cancel`,
  );
  expect(await linkOtherAppOrder(world.ctx(), gone.link)).toEqual({ kind: "cancelled" });
  expect(await statusOf(world, gone.orderId)).toMatchObject({ status: "not_pushed", held: [] });

  const uncertain = await found(world);
  await sandbox.control.post("/faults", {
    ...{ shop: world.sourceA.domain, operation: "orderCreate", kind: "reply-lost-after-commit" },
  });
  await requestPush(world.ctx(), { orderId: uncertain.orderId, sourceStoreIds: null, reason: "again" });
  await dispatchAll(world, uncertain.orderId);
  expect(await linkOtherAppOrder(world.ctx(), uncertain.link)).toEqual({ kind: "unsettled" });
});
