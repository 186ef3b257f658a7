import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { problem } from "@/db/schema/push";
import { installation } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { explainProblem } from "@/lib/domain/installations/problem";
import { sweep } from "@/lib/services/jobs/sweep";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { dispatchAll, harness, legsOf, statusOf } from "../harness";

const { database, sandbox, world: createWorld } = await harness();
const job = { kind: "job", label: "Automatic push" } as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An order of a store with automatic push, after actions of its merchant in Shopify. */
async function orderAfter(lineItems: object[], ...actions: [string, object?][]) {
  const world = await createWorld({ autoPush: true });
  const placed = await world.place({ lineItems });
  const act = (action: string, input: object = {}) =>
    sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/${action}`, input);
  for (const [action, input] of actions) await act(action, input);
  const orderId = await world.ingest(placed.gid);
  const automatic = () => autoPush(world.ctx(job), { orderId });
  const read = () => world.ingest(placed.gid);
  const units = async () =>
    (await world.sourceOrders(world.sourceA))
      .flatMap((one) => one.lines.map(({ quantity }) => quantity))
      .sort();
  return { world, placed, orderId, act, automatic, read, units };
}

const LAMP = [{ sku: "LAMP-1", quantity: 1 }];
const THREE_LAMPS = [{ sku: "LAMP-1", quantity: 3 }];
const LAMP_AND_MUG = [
  { sku: "LAMP-1", quantity: 1 },
  { sku: "MUG-1", quantity: 1 },
];

test("autoPush leaves an order that Shopify holds until the hold is released there", async () => {
  const { world, orderId, act, automatic, read, units } = await orderAfter(LAMP, [
    "hold",
    { reason: "HIGH_RISK_OF_FRAUD" },
  ]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", held: ["shopify_hold"] });
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  await act("release");
  await read();
  expect(await statusOf(world, orderId)).toMatchObject({ held: [] });
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1]);
});

test("autoPush waits some minutes for a risk that Shopify is assessing", async () => {
  const { world, orderId, automatic } = await orderAfter(LAMP, ["risk", { level: "PENDING" }]);
  expect(await automatic()).toEqual({ kind: "left", reason: "risk_pending" });
  expect(await automatic()).toEqual({ kind: "left", reason: "risk_pending" });
  world.advance(16 * MINUTE);
  await sweep(world.ctx());
  const events = await database.sql`select from outbox where name = 'order/ingested'
    and event_id like '%sweep%' and data->>'orderId' = ${orderId}`;
  expect(events).toHaveLength(1);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
});

test("autoPush leaves an order with a high risk until the risk is assessed lower", async () => {
  const { world, orderId, act, automatic, read } = await orderAfter(LAMP, ["risk", { level: "HIGH" }]);
  expect(await statusOf(world, orderId)).toMatchObject({ held: ["risk"] });
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  await act("risk", { level: "LOW" });
  await read();
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
});

test("an order that Shopify holds after it was planned is not sent", async () => {
  const { world, orderId, act, automatic, units } = await orderAfter(LAMP);
  expect(await automatic()).toMatchObject({ kind: "recorded" });
  await act("hold", { reason: "INCORRECT_ADDRESS" });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([]);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "superseded", causeCode: "shopify_hold" }]);
});

test("a line that Shopify holds is left while the other line is sent", async () => {
  const { world, orderId, act, automatic, read } = await orderAfter(LAMP_AND_MUG, [
    "hold",
    { reason: "INVENTORY_OUT_OF_STOCK", lines: [{ sku: "MUG-1" }] },
  ]);
  expect(await statusOf(world, orderId)).toMatchObject({ held: [] });
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(0);
  expect(await statusOf(world, orderId)).toMatchObject({
    status: "partially_pushed",
    held: ["shopify_hold"],
  });
  await act("release");
  await read();
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
});

test("a leg whose line is held before the send keeps only its ready lines", async () => {
  const lines = [
    { sku: "LAMP-1", quantity: 1 },
    { sku: "LAMP-1", quantity: 1 },
  ];
  const { world, orderId, act, automatic, units } = await orderAfter(lines);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await act("hold", { reason: "OTHER", lines: [{ index: 1 }] });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1]);
});

test("an order to which the shopper may still add items waits as a whole", async () => {
  const { world, orderId, act, automatic, read, units } = await orderAfter(LAMP, [
    "hold",
    { reason: "ONLINE_STORE_POST_PURCHASE_CROSS_SELL" },
  ]);
  await act("edit", { add: [{ sku: "LAMP-1", quantity: 2 }] });
  await read();
  expect(await statusOf(world, orderId)).toMatchObject({ held: expect.arrayContaining(["shopify_hold"]) });
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  await act("release");
  await act("pay");
  await read();
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1, 2]);
});

test("scheduled units are sent at their dates, without a webhook", async () => {
  const { world, orderId, act, automatic, units } = await orderAfter(
    THREE_LAMPS,
    ["schedule", { lines: [{ index: 0, quantity: 1 }], inMs: 30 * DAY }],
    ["schedule", { lines: [{ index: 0, quantity: 1 }], inMs: 60 * DAY }],
  );
  const events = async () =>
    (
      await database.sql`select * from outbox where name = 'order/ingested' and event_id like '%sweep%'
        and data->>'orderId' = ${orderId}`
    ).length;
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "partially_pushed", held: ["scheduled"] });
  await automatic();
  world.advance(29 * DAY);
  await sweep(world.ctx());
  expect(await events()).toBe(0);
  world.advance(DAY + 2 * MINUTE);
  await sweep(world.ctx());
  expect(await events()).toBe(1);
  // The sandbox has no virtual clock here: a merchant opens all scheduled work instead.
  await act("ready");
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1, 2]);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
});

test("units that Shopify schedules between the plan and the claim are sent at their date, without a webhook", async () => {
  const { world, orderId, act, automatic, read, units } = await orderAfter(THREE_LAMPS);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await act("schedule", { lines: [{ index: 0, quantity: 1 }], inMs: 2 * DAY });
  await read();
  // All units are reserved, so nothing waits for the date yet.
  expect(await automatic()).toMatchObject({ kind: "left" });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([2]);
  const swept = async () => {
    await sweep(world.ctx());
    const rows =
      await database.sql`select from outbox where name = 'order/ingested' and event_id like '%sweep%'
      and data->>'orderId' = ${orderId}`;
    return rows.length;
  };
  world.advance(2 * MINUTE);
  expect(await swept()).toBe(1);
  await automatic();
  world.advance(2 * DAY + 2 * MINUTE);
  expect(await swept()).toBe(2);
});

test("the sweeper finds a release whose webhook was lost", async () => {
  const { world, orderId, act, automatic } = await orderAfter(LAMP, ["hold", { reason: "OTHER" }]);
  await automatic();
  await act("release");
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  world.advance(62 * MINUTE);
  await sweep(world.ctx());
  const events = await database.sql`select * from outbox where name = 'order/ingested'
    and event_id like '%sweep%' and data->>'orderId' = ${orderId}`;
  expect(events).toHaveLength(1);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
});

test("a user pushes what Shopify holds only with a reason", async () => {
  const { world, orderId, units } = await orderAfter(LAMP_AND_MUG, [
    "hold",
    { reason: "OTHER", lines: [{ sku: "LAMP-1" }] },
  ]);
  const push = (reason?: string) => requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason });
  expect(await push()).toEqual({ kind: "needs_reason", cautions: ["shopify_hold"] });
  expect(await push("The shopper confirmed")).toMatchObject({ kind: "recorded", legs: 2 });
  await dispatchAll(world, orderId);
  expect(await units()).toEqual([1]);
});

test("an order is read without the access scope for fulfillment orders, and the store's problem names it", async () => {
  const { world, placed, orderId, automatic, read } = await orderAfter(LAMP);
  const { storeId, domain } = world.destination;
  const scopes = (...granted: string[]) =>
    world
      .ctx()
      .db.orm.update(installation)
      .set({ scopes: granted })
      .where(eq(installation.shopDomain, domain));
  const problems = () =>
    withScope(world.ctx().db, world.ctx().scope, (tx) =>
      tx
        .select()
        .from(problem)
        .where(and(eq(problem.storeId, storeId), isNull(problem.clearedAt))),
    );
  await scopes("read_orders");
  expect(await read()).toBe(orderId);
  const [open] = await problems();
  expect(open?.kind).toBe("fulfillment_orders_hidden");
  expect(explainProblem(open?.kind ?? "", open?.data ?? {}).message).toContain(
    "read_merchant_managed_fulfillment_orders, read_third_party_fulfillment_orders",
  );
  expect(await automatic()).toMatchObject({ kind: "recorded" });
  await scopes("read_orders", "read_merchant_managed_fulfillment_orders");
  world.advance(1_000);
  await world.ingest(placed.gid);
  expect(await problems()).toEqual([]);
});

test("an order whose fulfillment orders cannot be seen waits if its own status says so", async () => {
  const { world, orderId, read, automatic } = await orderAfter(LAMP, ["hold", { reason: "OTHER" }]);
  await world
    .ctx()
    .db.orm.update(installation)
    .set({ scopes: ["read_orders"] })
    .where(eq(installation.shopDomain, world.destination.domain));
  await read();
  expect(await statusOf(world, orderId)).toMatchObject({ held: ["shopify_hold"] });
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
});
