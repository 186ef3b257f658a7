import { expect, test } from "vitest";
import { explainCause } from "@/lib/domain/push/leg-cause";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestLookUp } from "@/lib/services/push/request-look-up";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import {
  attemptsOf,
  cardsOf,
  claimNow,
  dispatchAll,
  dispatchLater,
  harness,
  legsOf,
  pushNow,
  statusOf,
} from "./harness";

const { sandbox, faultSend, world: createWorld } = await harness();

test("an order is pushed to one of two suppliers, then to the other", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", synced: 2, total: 2 });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect((await statusOf(world, orderId))?.status).toBe("partially_pushed");
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);
  await pushNow(world, orderId);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
  const [first] = await world.sourceOrders(world.sourceA);
  const [second] = await world.sourceOrders(world.sourceB);
  const legs = await legsOf(world, orderId);
  expect(first?.lines).toMatchObject([{ sku: "A-LAMP", quantity: 2 }]);
  expect(second?.lines).toMatchObject([{ sku: "B-MUG", quantity: 1 }]);
  expect(first?.sourceIdentifier).toBe(legs[0]?.originMark);
  expect(first?.shippingAddress?.city).toBe("Kiel");
  expect(first?.email).toBe("ada@example.com");
});

test("an order is sent once even if the reply is lost after its creation", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-after-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  world.advance(15_000);
  const again = await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(again.result.kind).toBe("recorded");
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("a lost request is sent again only after the order is proved absent", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-before-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  for (let round = 0; round < 3; round += 1) {
    world.advance(15_000);
    await pushNow(world, orderId, [world.sourceA.storeId]);
    expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  }
  world.advance(5 * 60_000);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  await dispatchLater(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("only one of several waiting runs looks an order up, when claimDueLookUp is due or after requestLookUp", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-before-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const lookUps = async () =>
    (await attemptsOf(world, orderId)).filter((one) => one.operation === "orderLookUp").length;
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "waiting", code: "uncertain" }]);
  expect(await lookUps()).toBe(0);
  world.advance(15_000);
  const results = (await Promise.all([1, 2, 3, 4].map(() => dispatchAll(world, orderId)))).flat();
  expect(await lookUps()).toBe(1);
  expect(results.filter((result) => result.kind === "settled")).toEqual([]);
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "waiting", code: "uncertain" }]);
  const [leg] = await legsOf(world, orderId);
  expect(await requestLookUp(world.ctx(), { legId: leg?.id ?? "" })).toEqual({ kind: "recorded" });
  await dispatchAll(world, orderId);
  expect(await lookUps()).toBe(2);
});

test("an order that appears after a first look-up is found by the next one and not sent again", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "late-commit", { ms: 700 });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  await dispatchLater(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  await expect.poll(async () => (await world.sourceOrders(world.sourceA)).length).toBe(1);
  world.advance(5 * 60_000);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("a leg that was sent before is looked up before it is sent again, even if it is planned", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "late-commit", { ms: 1500 });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  world.advance(5 * 60_000);
  await dispatchAll(world, orderId);
  const { sql } = world.ctx().db;
  const [leg] = await legsOf(world, orderId);
  await sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${world.organizationId}, true)`;
    await tx`update push_leg set state = 'planned', not_before = null where id = ${leg?.id ?? ""}`;
  });
  await expect.poll(async () => (await world.sourceOrders(world.sourceA)).length, { timeout: 5000 }).toBe(1);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("an order cancelled in its shop never reaches the supplier, even without a webhook", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/cancel`, {});
  await pushNow(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(0);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);
  expect((await statusOf(world, orderId))?.status).toBe("cancelled");
});

test("an order's unmatched line does not stop its other lines", async () => {
  const world = await createWorld();
  const placed = await world.place({
    lineItems: [
      { sku: "POSTER-1", quantity: 1 },
      { sku: "LAMP-1", quantity: 1 },
      { title: "Engraving", price: "3.00", quantity: 1 },
    ],
  });
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", synced: 1, total: 3 });
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([
    { lines: [{ sku: "A-LAMP", quantity: 1 }] },
  ]);
});

test("a throttled send does not count as an attempt and is made when the limit allows it", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "throttled");
  const { dispatched } = await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(dispatched[0]).toMatchObject({ kind: "waiting", code: "throttled" });
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "planned", causeCode: "throttled" });
  world.advance(60_000);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  const outcomes = (await attemptsOf(world, orderId)).map((one) => `${one.operation}:${one.outcome}`);
  expect(outcomes).toEqual(["orderCreate:not_executed", "orderCreate:created"]);
});

test("a refused leg shows its cause, and retryLeg sends it with the same origin mark", async () => {
  const world = await createWorld();
  const placed = await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1001 }] });
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  const [leg] = await legsOf(world, orderId);
  expect(leg).toMatchObject({ state: "rejected", causeCode: "out_of_stock" });
  expect(explainCause("out_of_stock", leg?.causeData ?? {}).remedy).toContain("retry");
  expect((await statusOf(world, orderId))?.status).toBe("not_pushed");
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/edit`, {
    lines: [{ sku: "LAMP-1", quantity: 3 }],
  });
  expect((await retryLeg(world.ctx(), { legId: leg?.id ?? "" })).kind).toBe("recorded");
  await dispatchAll(world, orderId);
  const [source] = await world.sourceOrders(world.sourceA);
  expect(source?.lines).toMatchObject([{ quantity: 3 }]);
  expect(source?.sourceIdentifier).toBe(leg?.originMark);
});

test("a claimed leg whose process crashed becomes uncertain and is looked up before it is sent", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  const [leg] = await legsOf(world, orderId);
  const legId = leg?.id ?? "";
  expect((await claimNow(world, { orderId, legId })).kind).toBe("claimed");
  expect(await dispatchLeg(world.ctx(), { orderId, legId })).toMatchObject({
    kind: "waiting",
    code: "claimed",
  });
  world.advance(120_000);
  expect(await dispatchLeg(world.ctx(), { orderId, legId })).toMatchObject({
    kind: "waiting",
    code: "uncertain",
  });
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(0);
});

test("only one of several parallel claimLeg calls for a leg succeeds", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  const [leg] = await legsOf(world, orderId);
  const claims = await Promise.all(
    Array.from({ length: 6 }, () => claimNow(world, { orderId, legId: leg?.id ?? "" })),
  );
  expect(claims.filter((claim) => claim.kind === "claimed")).toHaveLength(1);
});

test("units that are refunded between the push and the send are not sent", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/refund`, {
    lines: [{ sku: "LAMP-1", quantity: 1 }],
  });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([
    { lines: [{ sku: "A-LAMP", quantity: 1 }] },
  ]);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
});

test("a refund after the push opens a change card for the over-pushed units", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/refund`, {
    lines: [{ sku: "LAMP-1", quantity: 2 }],
  });
  await world.ingest(placed.gid);
  expect(await cardsOf(world, orderId)).toMatchObject([
    { kind: "over_pushed", quantity: 2, answeredAt: null },
  ]);
});

test("autoPush pushes only orders without stops and cautions that were created after it was turned on", async () => {
  const world = await createWorld({ autoPush: true });
  const paid = await world.ingest((await world.place()).gid);
  const unpaid = await world.ingest((await world.place({ paid: false })).gid);
  const trial = await world.ingest((await world.place({ test: true })).gid);
  expect((await autoPush(world.ctx(), { orderId: paid })).kind).toBe("recorded");
  expect(await autoPush(world.ctx(), { orderId: paid })).toMatchObject({ kind: "left" });
  expect(await autoPush(world.ctx(), { orderId: unpaid })).toEqual({ kind: "left", reason: "held" });
  expect(await autoPush(world.ctx(), { orderId: trial })).toEqual({ kind: "left", reason: "held" });
  const old = await world.ingest((await world.place({ createdAt: "2026-01-01T00:00:00Z" })).gid);
  expect(await autoPush(world.ctx(), { orderId: old })).toEqual({ kind: "left", reason: "created_before" });
});

test("requestPush requires a reason to push despite a caution, and refuses an order with a stop", async () => {
  const world = await createWorld();
  const unpaid = await world.ingest((await world.place({ paid: false })).gid);
  expect(await requestPush(world.ctx(), { orderId: unpaid, sourceStoreIds: null })).toEqual({
    kind: "needs_reason",
    cautions: ["unpaid"],
  });
  const nowhere = await world.ingest((await world.place({ shippingAddress: null })).gid);
  expect(await requestPush(world.ctx(), { orderId: nowhere, sourceStoreIds: null, reason: "x" })).toEqual({
    kind: "stopped",
    stops: ["no_shipping_address"],
  });
});

test("a push turns off the supplier's mails to the shopper", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId);
  const log = await sandbox.control.get<{ entries?: { variables?: { options?: unknown } }[] }>(
    `/log?shop=${world.sourceA.domain}&operation=orderCreate`,
  );
  const entries = Array.isArray(log) ? log : (log.entries ?? []);
  expect(entries).toHaveLength(1);
  expect(entries[0]?.variables?.options).toMatchObject({ sendReceipt: false, sendFulfillmentReceipt: false });
});

test("a push sends yen without decimals", async () => {
  const world = await createWorld({ currency: "JPY" });
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([
    { totals: { total: expect.stringMatching(/^2400(\.0)?$/) } },
  ]);
});
