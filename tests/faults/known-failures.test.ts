import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { relayOutbox } from "@/inngest/relay";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { requestPush } from "@/lib/services/push/request-push";
import { deliver, intakeWorld, SOURCES, until, webhook } from "../jobs/fixtures/intake-world";
import { attemptsOf, dispatchAll, dispatchLater, harness, legsOf, pushNow, statusOf } from "./harness";

/*
 * Failures of Openship, an open-source product of the same kind, under the same faults (August 2026). Each test shows
 * that Crossdock does not have the failure.
 */
const { sandbox, faultSend, world: createWorld } = await harness();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function intake() {
  const world = await intakeWorld();
  closing.push(() => world.close());
  const orders = () => world.sql<{ id: string }[]>`select id from "order"`;
  return { ...world, orders };
}

const created = (gid: string, id = randomBytes(8).toString("hex")) =>
  webhook({
    topic: "orders/create",
    body: JSON.stringify({ admin_graphql_api_id: gid }),
    headers: { "x-shopify-webhook-id": id },
  });

test("a throttled look-up does not drop the order", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-after-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  await sandbox.control.post("/faults", {
    shop: world.sourceA.domain,
    operation: "orderByIdentifier",
    kind: "throttled",
    times: 1,
  });
  const [throttled] = await dispatchLater(world, orderId);
  expect(throttled).toMatchObject({ kind: "waiting" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
  world.advance(60_000);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("kill -9 after the acknowledgement of a webhook does not lose the order", async () => {
  const world = await intake();
  const { id } = await world.buy();
  expect((await deliver(created(id))).status).toBe(200);
  // The process that received the event is killed: only what was committed remains.
  await relayOutbox({ sql: world.sql, deliver: { engine: "inngest", send: async () => {} } });
  expect(await world.orders()).toHaveLength(0);
  const later = new Date(Date.now() + 6 * 60_000);
  await sweep({ ...world.system, clock: { now: async () => later } });
  await world.startWorker();
  await until(world.orders, (rows) => rows.length === 1);
});

test("a lost reply does not cause a second push", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-after-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  for (let round = 0; round < 4; round += 1) {
    await pushNow(world, orderId, [world.sourceA.storeId]);
    world.advance(60_000);
  }
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  const sends = (await attemptsOf(world, orderId)).filter((attempt) => attempt.operation === "orderCreate");
  expect(sends).toHaveLength(1);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
});

test("three concurrent pushes send the order once", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const push = () => requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await Promise.all([push(), push(), push()]);
  await Promise.all([dispatchAll(world, orderId), dispatchAll(world, orderId), dispatchAll(world, orderId)]);
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
});

test("a cancelled order is not pushed", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/cancel`, {});
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(0);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);
  expect((await statusOf(world, orderId))?.status).toBe("cancelled");
});

test("an unmatched line does not stop the other lines of the order", async () => {
  const world = await createWorld();
  const placed = await world.place({
    lineItems: [
      { sku: "POSTER-1", quantity: 1 },
      { sku: "LAMP-1", quantity: 1 },
      { sku: "MUG-1", quantity: 2 },
    ],
  });
  const orderId = await world.ingest(placed.gid);
  await pushNow(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([{ lines: [{ sku: "A-LAMP" }] }]);
  expect(await world.sourceOrders(world.sourceB)).toMatchObject([{ lines: [{ sku: "B-MUG" }] }]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", synced: 2, total: 3 });
});

test("a repeated webhook is not applied twice", async () => {
  const world = await intake();
  const { id } = await world.buy();
  for (let copy = 0; copy < 3; copy += 1) await deliver(created(id, "the-same-delivery"));
  await deliver(created(id, "another-delivery-of-the-same-order"));
  await world.startWorker();
  await until(
    world.deliveries,
    (rows) => rows.length === 2 && rows.every((row) => row.state === "processed"),
  );
  const [order, ...more] = await world.orders();
  expect(more).toEqual([]);
  await requestPush(world.ctx, { orderId: order?.id ?? "", sourceStoreIds: null });
  await until(
    () => world.sql`select state from push_leg`,
    (legs) => legs.length === 2 && legs.every((leg) => leg.state === "created"),
  );
  for (const delivery of await world.deliveries()) {
    await processDelivery(world.system, { deliveryId: delivery.id });
  }
  for (const shop of SOURCES) expect(await world.calls(shop, "orderCreate")).toBe(1);
});
