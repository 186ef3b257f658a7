import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { otherAppLook, otherAppOrder } from "@/db/schema/moving";
import { problem } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { adoptDomain } from "@/db/system/installations/adopt-domain";
import { dismissOtherAppOrder } from "@/lib/services/moving/dismiss-other-app-order";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { pushByOtherApp, registerOtherApp } from "@/testing/stack/other-app";
import { dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
await registerOtherApp(sandbox.control);
type World = Awaited<ReturnType<typeof createWorld>>;

const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 2 }] };

/** The orders of another app that are stored, as rows. */
const stored = (world: World) =>
  withScope(world.ctx().db, world.ctx().scope, (tx) => tx.select().from(otherAppOrder));

async function seen(world: World, orderId: string) {
  const { db, scope } = world.ctx();
  const facts = await withScope(db, scope, (tx) => loadOrderFacts(tx, scope, orderId, { lock: false }));
  return facts?.otherAppOrders ?? [];
}

async function openProblems(world: World, storeId: string): Promise<string[]> {
  const rows = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select().from(problem).where(eq(problem.storeId, storeId)),
  );
  return rows.filter(({ clearedAt }) => clearedAt === null).map(({ kind }) => kind);
}

test.each(["attributes", "tags", "id-tags", "note", "po-number", "identifier"])(
  "automatic push does not send an order that another app pushed and marked by %s",
  async (style) => {
    const world = await createWorld({ autoPush: true });
    const placed = await world.place();
    const orderId = await world.ingest(placed.gid);
    const other = await pushByOtherApp(sandbox.control, world, placed, style);
    expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded", legs: 2 });
    expect(await dispatchAll(world, orderId)).toEqual([
      { kind: "settled", state: "superseded" },
      { kind: "settled", state: "superseded" },
    ]);
    expect((await world.sourceOrders(world.sourceA)).map(({ name }) => name)).toEqual([other.name]);
    expect(await world.sourceOrders(world.sourceB)).toEqual([]);
    expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", held: ["other_app"] });
    expect(await seen(world, orderId)).toMatchObject([
      { name: other.name, sourceStoreId: world.sourceA.storeId },
    ]);
    expect(await autoPush(world.ctx(), { orderId })).toEqual({ kind: "left", reason: "held" });
  },
);

test("an order of another app that comes later is seen right before the send, and only its number is stored", async () => {
  const world = await createWorld({ autoPush: true });
  const first = await world.place(lamp);
  const firstId = await world.ingest(first.gid);
  await autoPush(world.ctx(), { orderId: firstId });
  expect(await dispatchAll(world, firstId)).toEqual([{ kind: "settled", state: "created" }]);
  // The source order of our own leg is not another app's.
  world.advance(11_000);
  await lookForOtherApps(world.ctx(), { connectionId: world.sourceA.connectionId, full: true, pages: 5 });
  expect(await stored(world)).toEqual([]);

  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await autoPush(world.ctx(), { orderId });
  await pushByOtherApp(sandbox.control, world, placed, "attributes", { note: "Ring at Ada Lovelace" });
  world.advance(11_000);
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "superseded" }]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(2);
  const rows = await stored(world);
  expect(rows).toMatchObject([
    { app: "Order Mirror", mark: "attribute", orderGid: placed.gid, orderName: placed.name.slice(1) },
  ]);
  expect(JSON.stringify(rows)).not.toContain("Lovelace");
});

test("an order that names a domain which the shop had before is recognised", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  const { domain } = world.destination;
  const { db, clock, scope } = world.ctx();
  // The worlds of tests call a store as its domain.
  await withScope(db, scope, (tx) =>
    tx.update(store).set({ name: "Atelier" }).where(eq(store.id, world.destination.storeId)),
  );
  const [installed] = await db.sql<
    { id: string }[]
  >`select id from installation where shop_domain = ${domain}`;
  const now = await clock.now();
  const rename = { shopDomain: `new-${domain}`, since: now, now };
  const cause = { kind: "job", id: null, label: "Crossdock" } as const;
  await adoptDomain(db, { installationId: installed?.id ?? "", ...rename, cause });
  // Its number, and its store by the first part of the former domain.
  await pushByOtherApp(sandbox.control, world, placed, "tags", { store: domain.split(".")[0] });
  await lookForOtherApps(world.ctx(), { connectionId: world.sourceA.connectionId, full: true, pages: 5 });
  expect(await stored(world)).toMatchObject([
    { mark: "tag", orderGid: null, orderName: placed.name.slice(1) },
  ]);
  expect(await statusOf(world, orderId)).toMatchObject({ held: ["other_app"] });
});

test("a user dismisses an order that is not the same, and automatic push goes on", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await pushByOtherApp(sandbox.control, world, placed, "tags");
  await lookForOtherApps(world.ctx(), { connectionId: world.sourceA.connectionId, full: true, pages: 5 });
  expect(await statusOf(world, orderId)).toMatchObject({ held: ["other_app"] });
  const [found] = await seen(world, orderId);
  const dismissal = { orderId, otherAppOrderId: found?.id ?? "", reason: "a sample order" };
  expect(await dismissOtherAppOrder(world.ctx(), dismissal)).toEqual({ kind: "dismissed" });
  expect(await dismissOtherAppOrder(world.ctx(), dismissal)).toEqual({ kind: "not_found" });
  expect(await statusOf(world, orderId)).toMatchObject({ held: [] });
  // Looking again does not bring it back.
  await lookForOtherApps(world.ctx(), { connectionId: world.sourceA.connectionId, full: true, pages: 5 });
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded" });
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
});

test("a user's push is held too, unless the user knew of the other app's order and gave a reason", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await pushByOtherApp(sandbox.control, world, placed, "note");
  const { result, dispatched } = await pushNow(world, orderId);
  expect(result).toMatchObject({ kind: "recorded" });
  expect(dispatched).toEqual([{ kind: "settled", state: "superseded" }]);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "superseded", causeCode: "other_app" }]);
  const again = { orderId, sourceStoreIds: null };
  expect(await requestPush(world.ctx(), again)).toEqual({ kind: "needs_reason", cautions: ["other_app"] });
  await requestPush(world.ctx(), { ...again, reason: "the first parcel was lost" });
  expect((await dispatchAll(world, orderId)).at(-1)).toEqual({ kind: "settled", state: "created" });
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(2);
});

test("nothing is sent while the source store's orders cannot be read, and the store has a problem", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await sandbox.control.post("/faults", {
    ...{ shop: world.sourceA.domain, operation: "orders", kind: "http-500", times: 1 },
  });
  await autoPush(world.ctx(), { orderId });
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "waiting", code: "server_error" }]);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await openProblems(world, world.sourceA.storeId)).toContain("other_apps_unread");
  world.advance(120_000);
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  expect(await openProblems(world, world.sourceA.storeId)).not.toContain("other_apps_unread");
});

test("a long look is done in parts, and no order is sent before it is complete", async () => {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place(lamp);
  const orderId = await world.ingest(placed.gid);
  await pushByOtherApp(sandbox.control, world, placed, "identifier");
  const own = { lineItems: [{ sku: "A-LAMP", quantity: 1 }] };
  const createdAt = new Date(Date.now() + 5_000).toISOString();
  for (let order = 0; order < 250; order += 1)
    await sandbox.control.post(`/shops/${world.sourceA.domain}/orders`, { ...own, createdAt });
  const part = { connectionId: world.sourceA.connectionId, full: true, pages: 1 };
  expect(await lookForOtherApps(world.ctx(), part)).toEqual({ kind: "more" });
  expect(await stored(world)).toEqual([]);
  expect(await lookForOtherApps(world.ctx(), part)).toEqual({ kind: "looked" });
  expect(await stored(world)).toHaveLength(1);
  expect(await statusOf(world, orderId)).toMatchObject({ held: ["other_app"] });
  const [look] = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select().from(otherAppLook).where(eq(otherAppLook.connectionId, part.connectionId)),
  );
  expect(look).toMatchObject({ resumeAfter: null, failureCode: null });
});
