import { and, eq, isNull, ne } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { order, orderContact } from "@/db/schema/order";
import { problem } from "@/db/schema/push";
import { outbox } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { sweepWithheld } from "@/db/system/sweeps/sweep-withheld";
import { rereadOrder } from "@/lib/services/orders/reread-order";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { checkStore } from "@/lib/services/stores/check-store";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { readToday } from "@/lib/services/today/read-today";
import { dispatchAll, harness, legsOf, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
const MINUTE = 60_000;
type World = Awaited<ReturnType<typeof createWorld>>;

const withhold = (world: World, mode: "blank" | "denied" | null) =>
  sandbox.control.post(`/shops/${world.destination.domain}/withhold`, { mode });

/** Adds a tag, so that Shopify's time of the order changes, and reads the order. */
async function touch(world: World, placed: { gid: string; legacyId: string }, tag: string) {
  const path = `/shops/${world.destination.domain}/orders/${placed.legacyId}/update`;
  await sandbox.control.post(path, { tags: ["gift", tag] });
  return world.ingest(placed.gid);
}

async function read(world: World, orderId: string) {
  const { db, scope } = world.ctx();
  const [row] = await withScope(db, scope, (tx) =>
    tx
      .select({ order, contact: orderContact })
      .from(order)
      .innerJoin(orderContact, eq(orderContact.id, order.contactId))
      .where(eq(order.id, orderId)),
  );
  if (!row) throw new Error("The order is not stored.");
  return row;
}

async function problemsOf(world: World) {
  const { db, scope } = world.ctx();
  return withScope(db, scope, (tx) =>
    tx
      .select({ kind: problem.kind, data: problem.data })
      .from(problem)
      .where(
        and(
          eq(problem.storeId, world.destination.storeId),
          isNull(problem.clearedAt),
          ne(problem.kind, "scopes_missing"),
        ),
      ),
  );
}

/** Sweeps, and reads the orders of the emitted events as the job does. Returns how many. */
async function sweepAndRead(world: World): Promise<number> {
  const ctx = world.ctx();
  await ctx.db.orm.delete(outbox).where(eq(outbox.name, "order/read.due"));
  await sweepWithheld(ctx.db, { now: await ctx.clock.now(), periodMs: MINUTE });
  const events = await ctx.db.orm.select().from(outbox).where(eq(outbox.name, "order/read.due"));
  const own = events.filter(({ data }) => data.organizationId === world.organizationId);
  for (const { data } of own) await rereadOrder(ctx, { orderId: String(data.orderId) });
  return own.length;
}

describe.each(["blank", "denied"] as const)("customer data that Shopify withholds (%s)", (mode) => {
  test("known addresses are kept with their date, nothing is pushed from blanked data, and all heal", async () => {
    const world = await createWorld({ autoPush: true });
    const known = [await world.place(), await world.place(), await world.place()];
    const knownIds = [];
    for (const { gid } of known) knownIds.push(await world.ingest(gid));
    const [firstId = ""] = knownIds;
    const before = await read(world, firstId);
    await withhold(world, mode);
    for (const placed of known) await touch(world, placed, "vip");
    const fresh = [await world.place(), await world.place()];
    const freshIds = [];
    for (const { gid } of fresh) freshIds.push(await world.ingest(gid));

    const after = await read(world, firstId);
    expect(after.contact.id).toBe(before.contact.id);
    expect(after.order).toMatchObject({ tags: ["gift", "vip"], contactAsOf: before.order.readAt });
    expect(after.order.withheldSince).toEqual(after.order.readAt);
    expect(after.order.openChanges).toEqual([]);
    for (const id of knownIds) expect((await statusOf(world, id))?.held).toEqual(["data_outdated"]);
    for (const id of freshIds) expect((await statusOf(world, id))?.held).toEqual(["data_withheld"]);
    const fields = "billingAddress, customer, email, phone, shippingAddress";
    expect(await problemsOf(world)).toEqual([
      { kind: "customer_data_withheld", data: mode === "denied" ? { fields } : {} },
    ]);

    // Neither automatic push nor a user pushes what was never seen; automatic push leaves what may be outdated.
    const [freshId = ""] = freshIds;
    expect(await requestPush(world.ctx(), { orderId: freshId, sourceStoreIds: null, reason: "now" })).toEqual(
      {
        kind: "stopped",
        stops: ["data_withheld"],
      },
    );
    for (const id of [...knownIds, ...freshIds]) {
      expect(await autoPush(world.ctx({ kind: "job", label: "Push" }), { orderId: id })).toMatchObject({
        kind: "left",
      });
    }
    for (const shop of [world.sourceA, world.sourceB]) expect(await world.sourceOrders(shop)).toEqual([]);

    const page = await readStorePage(world.ctx(), { storeId: world.destination.storeId });
    expect(page?.health?.withheld?.count).toBe(5);
    const { troubled } = await readToday(world.ctx(), {
      chosen: { merchant: null, store: null },
      now: await world.ctx().clock.now(),
    });
    expect(troubled).toMatchObject([{ id: world.destination.storeId, kinds: ["customer_data_withheld"] }]);

    // While it is withheld, one order at a time is read. When it is back, one read shows it, and all others follow.
    world.advance(11 * MINUTE);
    expect(await sweepAndRead(world)).toBe(1);
    expect(await problemsOf(world)).toHaveLength(1);
    await withhold(world, null);
    world.advance(11 * MINUTE);
    expect(await sweepAndRead(world)).toBe(1);
    expect(await problemsOf(world)).toEqual([]);
    world.advance(11 * MINUTE);
    expect(await sweepAndRead(world)).toBe(4);
    world.advance(11 * MINUTE);
    expect(await sweepAndRead(world)).toBe(0);
    for (const id of [...knownIds, ...freshIds]) {
      expect((await statusOf(world, id))?.held).toEqual([]);
      const { order: row, contact } = await read(world, id);
      expect([row.withheldSince, row.contactAsOf, contact.shippingAddress?.city]).toEqual([
        null,
        null,
        "Kiel",
      ]);
    }
    const push = await autoPush(world.ctx({ kind: "job", label: "Push" }), { orderId: freshId });
    expect(push).toMatchObject({ kind: "recorded" });
  });

  test("an automatic push that was planned before is not sent; a user's push goes with the kept address", async () => {
    const world = await createWorld({ autoPush: true });
    const [one, other] = [await world.place(), await world.place()];
    const [oneId, otherId] = [await world.ingest(one.gid), await world.ingest(other.gid)];
    expect(await autoPush(world.ctx({ kind: "job", label: "Push" }), { orderId: oneId })).toMatchObject({
      kind: "recorded",
    });
    await requestPush(world.ctx(), { orderId: otherId, sourceStoreIds: [world.sourceA.storeId] });
    await withhold(world, mode);
    for (const placed of [one, other]) await touch(world, placed, "vip");
    await dispatchAll(world, oneId);
    expect((await legsOf(world, oneId)).map(({ state, causeCode }) => [state, causeCode])).toEqual([
      ["superseded", "data_outdated"],
      ["superseded", "data_outdated"],
    ]);
    await dispatchAll(world, otherId);
    const sent = await world.sourceOrders(world.sourceA);
    expect(sent.map(({ shippingAddress }) => shippingAddress?.city)).toEqual(["Kiel"]);
    expect(await world.sourceOrders(world.sourceB)).toEqual([]);
  });
});

test("orders of a paused store are read again too", async () => {
  const world = await createWorld();
  await withhold(world, "blank");
  await world.ingest((await world.place()).gid);
  const pause = { storeId: world.destination.storeId, move: "pause", inFlight: "finish" } as const;
  expect(await changeStoreState(world.ctx(), pause)).toMatchObject({ kind: "changed" });
  await withhold(world, null);
  world.advance(11 * MINUTE);
  expect(await sweepAndRead(world)).toBe(1);
  expect(await problemsOf(world)).toEqual([]);
});

test("an order without a customer is not withheld, and a user's check finds out that data is back", async () => {
  const world = await createWorld();
  const { storeId } = world.destination;
  const anonymous = { email: null, customer: null, shippingAddress: null };
  const sale = await world.ingest((await world.place(anonymous)).gid);
  expect((await statusOf(world, sale))?.held).toEqual(["no_shipping_address"]);
  expect(await problemsOf(world)).toEqual([]);
  await withhold(world, "blank");
  await world.ingest((await world.place()).gid);
  const entire = await world.ingest((await world.place(anonymous)).gid);
  expect((await statusOf(world, entire))?.held, "while the shop withholds").toEqual(["data_withheld"]);
  expect((await problemsOf(world)).map(({ kind }) => kind)).toEqual(["customer_data_withheld"]);
  await withhold(world, null);
  world.advance(MINUTE);
  const origin = "http://127.0.0.1:9";
  expect(await checkStore(world.ctx(), { storeId, origin })).toMatchObject({ kind: "checked" });
  expect(await problemsOf(world)).toEqual([]);
});
