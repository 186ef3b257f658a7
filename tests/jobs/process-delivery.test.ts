import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { installShop } from "@/lib/services/installations/install-shop";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { requestPush } from "@/lib/services/push/request-push";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import {
  APP,
  DESTINATION,
  deliver,
  type IntakeWorld,
  intakeWorld,
  SOURCES,
  until,
  webhook,
} from "./fixtures/intake-world";

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

async function subscribe() {
  const { ctx, origin, destination, sources } = world;
  await subscribeWebhooks(ctx, { storeId: destination.storeId, origin, destination: true, source: false });
  for (const { storeId } of sources) {
    await subscribeWebhooks(ctx, { storeId, origin, destination: false, source: true });
  }
}

/** Stores a delivery through the route, and processes it without a job. */
async function take(request: Request) {
  expect((await deliver(request)).status).toBe(200);
  const [row] = await world.sql`
    select id from delivery where webhook_id = ${request.headers.get("x-shopify-webhook-id")}`;
  const result = await processDelivery(world.system, { deliveryId: row?.id });
  const [after] = await world.sql`select * from delivery where id = ${row?.id}`;
  return { id: row?.id as string, result, after };
}

const orders = () => world.sql`select * from "order" order by created_at, id`;
const legs = () => world.sql`select * from push_leg order by id`;
const created = (gid: string) => webhook({ body: JSON.stringify({ admin_graphql_api_id: gid, id: 1 }) });
const sourceOrders = async (shop: string) =>
  (
    await world.control.get<{ orders: { id: string; legacyId: string; sourceIdentifier: string }[] }>(
      `/shops/${shop}`,
    )
  ).orders;

test("a new order arrives by webhook, is read and stored, and the webhooks' bodies are deleted", async () => {
  await subscribe();
  await world.startWorker();
  const bought = await world.buy();
  const [order] = await until(orders, (rows) => rows.length === 1);
  expect(order).toMatchObject({ shopify_gid: bought.id, name: bought.name, push_status: "not_pushed" });
  const rows = await until(world.deliveries, (all) => all.every((row) => row.state === "processed"));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.body === null && row.attempts === 1)).toBe(true);
});

test("processDelivery parks invalid deliveries with their body, and ignores irrelevant ones without it", async () => {
  const notJson = await take(webhook({ body: "<html>" }));
  expect(notJson.after).toMatchObject({ state: "parked", reason: "not_json", attempts: 1 });
  expect(notJson.after?.body.toString()).toBe("<html>");
  const plain = await take(webhook({ body: '{"note":"a\0b"}' }));
  expect(plain.after).toMatchObject({ state: "parked", reason: "nul" });
  const escaped = await take(webhook({ body: '{"id":1,"note":"a\\u0000b"}' }));
  expect(escaped.after).toMatchObject({ state: "parked", reason: "nul" });
  const elsewhere = { "x-shopify-shop-domain": "nobody.myshopify.com" };
  const unknownShop = await take(webhook({ headers: elsewhere }));
  expect(unknownShop.after).toMatchObject({ state: "ignored", reason: "unknown_shop", body: null });
  const unknownTopic = await take(webhook({ topic: "carts/create" }));
  expect(unknownTopic.after).toMatchObject({ state: "ignored", reason: "unknown_topic", body: null });
  const noId = await take(webhook({ body: '{"name":"#1001"}' }));
  expect(noId.after).toMatchObject({ state: "ignored", reason: "no_order_id" });
  expect(await orders()).toHaveLength(0);
});

test("processDelivery keeps every digit of ids above 2^53, even of numbers in the body", async () => {
  await world.control.post("/ids", { nextId: "9007199254740993" });
  const bought = await world.buy();
  const digits = bought.id.split("/").at(-1) ?? "";
  expect(BigInt(digits) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  const taken = await take(webhook({ topic: "refunds/create", body: `{"id":5,"order_id":${digits}}` }));
  expect(taken.after).toMatchObject({ state: "processed" });
  expect(await orders()).toMatchObject([{ shopify_gid: bought.id }]);
});

test("webhooks that arrived before a read began share that read", async () => {
  const bought = await world.buy();
  const requests = ["orders/create", "orders/paid", "orders/updated"].map((topic) =>
    webhook({ topic, body: JSON.stringify({ admin_graphql_api_id: bought.id }) }),
  );
  for (const request of requests) expect((await deliver(request)).status).toBe(200);
  for (const { id } of await world.deliveries()) await processDelivery(world.system, { deliveryId: id });
  expect((await world.deliveries()).map((row) => row.state)).toEqual(Array(3).fill("processed"));
  expect(await world.calls(DESTINATION, "order")).toBe(1);
  await take(webhook({ topic: "orders/updated", body: JSON.stringify({ admin_graphql_api_id: bought.id }) }));
  expect(await world.calls(DESTINATION, "order")).toBe(2);
});

test("a throttled read is counted and repeated when the limit allows it", async () => {
  const bought = await world.buy();
  await world.control.post("/faults", { kind: "throttled", shop: DESTINATION, operation: "order", times: 1 });
  await world.startWorker();
  expect((await deliver(created(bought.id))).status).toBe(200);
  await until(world.deliveries, ([row]) => row?.state === "processed");
  expect(await world.deliveries()).toMatchObject([{ attempts: 2, reason: null, body: null }]);
  expect(await orders()).toHaveLength(1);
});

test("a delivery waits with its body while the token is revoked, and a new token clears the problem", async () => {
  const bought = await world.buy();
  await world.control.delete("/tokens", { accessToken: world.destination.accessToken });
  const first = await take(created(bought.id));
  expect(first.result).toEqual({ kind: "waiting", reason: "unauthorized" });
  expect(first.after).toMatchObject({ state: "waiting", reason: "unauthorized", attempts: 1 });
  expect(first.after?.body).not.toBeNull();
  const problems = () => world.sql`select kind, cleared_at from problem where kind = 'unauthorized'`;
  expect(await problems()).toMatchObject([{ kind: "unauthorized", cleared_at: null }]);

  const accessToken = await world.grant(DESTINATION);
  await installShop(world.system, { appHandle: APP, shopDomain: DESTINATION, accessToken });
  // Only the sweep's clock is ahead; the delivery is processed because of its event, as after a minute.
  const sweep = { now: new Date(Date.now() + 120_000), pace: deliveryPace };
  expect(await sweepDeliveries(world.ctx.db, sweep)).toBe(1);
  expect(await sweepDeliveries(world.ctx.db, sweep)).toBe(0);
  await world.startWorker();
  await until(world.deliveries, ([row]) => row?.state === "processed");
  expect(await orders()).toHaveLength(1);
  expect((await problems()).every((row) => row.cleared_at !== null)).toBe(true);
});

test("an uninstall revokes the installation and opens a problem, unless the app was installed again since", async () => {
  const stale = { "x-shopify-triggered-at": new Date(Date.now() - 86_400_000).toISOString() };
  const late = await take(webhook({ topic: "app/uninstalled", headers: stale }));
  expect(late.after).toMatchObject({ state: "ignored", reason: "installed_again" });
  const taken = await take(webhook({ topic: "app/uninstalled" }));
  expect(taken.after).toMatchObject({ state: "processed" });
  const [row] = await world.sql`select state from installation where shop_domain = ${DESTINATION}`;
  expect(row?.state).toBe("revoked");
  expect(await world.sql`select kind from problem`).toMatchObject([{ kind: "app_uninstalled" }]);
});

test("orders/delete marks an order as deleted", async () => {
  const bought = await world.buy();
  await take(created(bought.id));
  const body = JSON.stringify({ id: Number(bought.id.split("/").at(-1)) });
  await take(webhook({ topic: "orders/delete", body }));
  expect(await orders()).toMatchObject([{ deleted_at: expect.any(Date), push_status: "cancelled" }]);
});

test("a paid order is pushed automatically to both suppliers, and a supplier's cancellation ends its leg", async () => {
  const { ctx } = world;
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .update(store)
      .set({ autoPushSince: new Date(Date.now() - 60_000) })
      .where(eq(store.id, world.destination.storeId)),
  );
  await subscribe();
  await world.startWorker();
  await world.buy();
  await until(orders, ([order]) => order?.push_status === "pushed");
  const [north, south] = [await sourceOrders(SOURCES[0]), await sourceOrders(SOURCES[1])];
  expect([north.length, south.length]).toEqual([1, 1]);
  const marks = (await legs()).map((leg) => leg.origin_mark);
  expect([north[0]?.sourceIdentifier, south[0]?.sourceIdentifier].sort()).toEqual(marks.sort());

  await world.control.post(`/shops/${SOURCES[0]}/orders/${north[0]?.legacyId}/cancel`);
  const after = await until(legs, (rows) => rows.some((leg) => leg.state === "ended"));
  expect(after.map((leg) => leg.state).sort()).toEqual(["created", "ended"]);
  await until(orders, ([order]) => order?.push_status === "partially_pushed");
});

test("a leg that waits for points does not delay the other leg", async () => {
  const bought = await world.buy();
  await take(created(bought.id));
  const [order] = await orders();
  const drain = (shop: string, rate: number) => world.sql`update installation
    set bucket_maximum = 100, bucket_rate = ${rate}, bucket_available = 0, bucket_at = now() where shop_domain = ${shop}`;
  await drain(SOURCES[0], 0.1);
  await drain(SOURCES[1], 10);
  await world.startWorker();
  await requestPush(world.ctx, { orderId: order?.id, sourceStoreIds: null });
  await until(legs, (rows) => rows.some((leg) => leg.state === "created"), 30_000);
  const waiting = (await legs()).find((leg) => leg.state === "planned");
  expect(waiting).toMatchObject({ cause_code: "budget_wait" });
  expect(waiting?.not_before.getTime()).toBeGreaterThan(Date.now() + 60_000);
  expect(await sourceOrders(SOURCES[1])).toHaveLength(1);
});

test("a leg whose shop fails does not stop the other leg, and a throttled one is sent once when it is allowed", async () => {
  const bought = await world.buy();
  await take(created(bought.id));
  const [order] = await orders();
  await world.control.post("/faults", {
    kind: "http-status",
    status: 402,
    shop: SOURCES[0],
    operation: "orderCreate",
    times: 99,
  });
  await world.control.post("/faults", {
    kind: "throttled",
    shop: SOURCES[1],
    operation: "orderCreate",
    times: 1,
  });
  await world.startWorker();
  await requestPush(world.ctx, { orderId: order?.id, sourceStoreIds: null });
  await until(legs, (rows) => rows.some((leg) => leg.state === "created"));
  await until(legs, (rows) => rows.some((leg) => leg.cause_code === "payment_required"));
  expect((await legs()).map((leg) => leg.state).sort()).toEqual(["created", "planned"]);
  expect(await sourceOrders(SOURCES[0])).toHaveLength(0);
  expect(await sourceOrders(SOURCES[1])).toHaveLength(1);
  // The sweeper handles a wait as long as that for an unpaid bill; no run sleeps through it.
  const runs = () =>
    world.sql`select status, output from engine.runs where function_id = 'crossdock-push-order'`;
  const [run] = await until(runs, ([row]) => row?.status === "completed");
  expect(run?.output.map((leg: { kind: string }) => leg.kind)).toEqual(["waiting", "waiting"]);
  const alive = () => world.sql`select id from engine.runs where status = 'running'`;
  await until(alive, (rows) => rows.length === 0);
});
