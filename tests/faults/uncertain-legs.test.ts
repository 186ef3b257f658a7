import { expect, test } from "vitest";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import { sweepLegs } from "@/db/system/sweeps/sweep-legs";
import { confirmSourceOrder } from "@/lib/services/push/confirm-source-order";
import { declareAbsent } from "@/lib/services/push/declare-absent";
import { requestPush } from "@/lib/services/push/request-push";
import { skipLeg } from "@/lib/services/push/skip-leg";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { dispatchAll, harness, legsOf, pushNow, statusOf } from "./harness";

const { sandbox, faultSend, world: createWorld } = await harness();

const MINUTE = 60_000;

/** An order whose only leg, to the first supplier, is uncertain, because its request got no answer. */
async function uncertain(kind = "reply-lost-before-commit") {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, kind);
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  expect(leg?.state).toBe("uncertain");
  return { world, orderId, legId: leg?.id ?? "" };
}

test("an uncertain leg shows when it is looked up next, and settles without a user, with one order sent", async () => {
  const { world, orderId } = await uncertain();
  const { db } = world.ctx();
  let lookUps = 0;
  for (let minute = 0; minute < 10; minute += 1) {
    const [leg] = await legsOf(world, orderId);
    if (leg?.state !== "uncertain") break;
    expect(leg.notBefore).not.toBe(null);
    world.advance(MINUTE);
    const now = await world.ctx().clock.now();
    const emitted = await sweepLegs(db, { now, olderThanMs: MINUTE, periodMs: MINUTE });
    if (emitted === 0) continue;
    lookUps += 1;
    await dispatchAll(world, orderId);
  }
  expect(lookUps).toBeGreaterThanOrEqual(2);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("with resendAbsent off, a leg whose order was proved absent waits for declareAbsent", async () => {
  const { world, orderId, legId } = await uncertain();
  const saved = await changeStoreSettings(world.ctx(), {
    storeId: world.destination.storeId,
    resendAbsent: false,
  });
  expect(saved.kind).toBe("saved");
  for (let round = 0; round < 4; round += 1) {
    world.advance(2 * MINUTE);
    await dispatchAll(world, orderId);
  }
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "uncertain", causeCode: "proved_absent" });
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(0);
  expect(await declareAbsent(world.ctx(), { legId, reason: "The supplier looked" })).toEqual({
    kind: "recorded",
  });
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("declareAbsent is refused without a recent look-up that began after the waiting time", async () => {
  const { world, orderId, legId } = await uncertain();
  expect(await declareAbsent(world.ctx(), { legId, reason: "I think so" })).toEqual({
    kind: "needs_look_up",
  });
  await dispatchAll(world, orderId);
  expect(await declareAbsent(world.ctx(), { legId, reason: "I think so" })).toEqual({
    kind: "needs_look_up",
  });
  world.advance(70_000);
  await dispatchAll(world, orderId);
  world.advance(20 * MINUTE);
  expect(await declareAbsent(world.ctx(), { legId, reason: "I think so" })).toEqual({
    kind: "needs_look_up",
  });
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(0);
});

test("confirmSourceOrder accepts only an order that the uncertain leg created", async () => {
  const { world, orderId, legId } = await uncertain("reply-lost-after-commit");
  const other = await sandbox.control.post<{ id: string }>(`/shops/${world.sourceA.domain}/orders`, {
    lineItems: [{ sku: "A-LAMP", quantity: 2 }],
  });
  const name = (orderGid: string) => confirmSourceOrder(world.ctx(), { legId, orderGid });
  expect(await name(other.id)).toEqual({ kind: "not_this_one" });
  expect(await name("gid://shopify/Order/1")).toEqual({ kind: "not_this_one" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  const own = (await world.sourceOrders(world.sourceA)).find((order) => order.id !== other.id);
  expect(await name(own?.id ?? "")).toEqual({ kind: "recorded" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await name(own?.id ?? "")).toEqual({ kind: "conflict", state: "created" });
});

test("the order of a skipped leg is found and shown if it appears late", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "late-commit", { ms: 600 });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  expect(await skipLeg(world.ctx(), { legId: leg?.id ?? "", reason: "Sold elsewhere" })).toEqual({
    kind: "recorded",
  });
  expect((await statusOf(world, orderId))?.status).toBe("not_pushed");
  await expect.poll(async () => (await world.sourceOrders(world.sourceA)).length).toBe(1);
  world.advance(10 * MINUTE);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
});

test("requestPush sends the chosen lines and quantities, later pushes send the rest, and a repeated request nothing", async () => {
  const world = await createWorld();
  const placed = await world.place({
    lineItems: [
      { sku: "LAMP-1", quantity: 5 },
      { sku: "MUG-1", quantity: 1 },
    ],
  });
  const orderId = await world.ingest(placed.gid);
  const lineItemId = await lineOf(world, orderId, "LAMP-1");
  const request = {
    orderId,
    sourceStoreIds: null,
    lines: [{ lineItemId, sourceStoreId: world.sourceA.storeId, quantity: 2 }],
    requestKey: "00000000-0000-4000-8000-000000000001",
  };
  const [first, again] = [await requestPush(world.ctx(), request), await requestPush(world.ctx(), request)];
  expect(again).toEqual(first);
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([
    { lines: [{ sku: "A-LAMP", quantity: 2 }] },
  ]);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);
  await pushNow(world, orderId);
  const quantities = (await world.sourceOrders(world.sourceA)).map((order) => order.lines[0]?.quantity);
  expect(quantities.toSorted()).toEqual([2, 3]);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
});

async function lineOf(
  world: Awaited<ReturnType<typeof createWorld>>,
  orderId: string,
  sku: string,
): Promise<string> {
  const facts = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    loadOrderFacts(tx, world.ctx().scope, orderId, { lock: false }),
  );
  return facts?.lines.find((line) => line.sku === sku)?.id ?? "";
}
