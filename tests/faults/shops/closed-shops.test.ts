import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { sweepAndProbe } from "@/lib/services/jobs/sweep-and-probe";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { harness, legsOf } from "../harness";

const { sandbox, database, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;
type Leg = { orderId: string; legId: string };

const DEAD_LEGS = 220;
const LEGS_PER_ORDER = 10;
const MINUTE = 60_000;

const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };
const mug = { lineItems: [{ sku: "MUG-1", quantity: 1 }] };

/** Plans one leg for each of `count` orders, oldest first. */
async function planned(world: World, order: Record<string, unknown>, count: number): Promise<Leg[]> {
  const legs: Leg[] = [];
  for (let index = 0; index < count; index += 1) {
    const orderId = await world.ingest((await world.place(order)).gid);
    await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "bulk" });
    for (const leg of await legsOf(world, orderId)) legs.push({ orderId, legId: leg.id });
  }
  return legs;
}

/** Plans `count` legs of one lamp each, oldest first. Many legs of few orders are planned faster. */
async function plannedUnits(world: World, count: number): Promise<Leg[]> {
  const legs: Leg[] = [];
  const order = { lineItems: [{ sku: "LAMP-1", quantity: LEGS_PER_ORDER }] };
  while (legs.length < count) {
    const orderId = await world.ingest((await world.place(order)).gid);
    const [line] = await admin<{ id: string }[]>`select id from line_item where order_id = ${orderId}`;
    const lines = [{ lineItemId: line?.id ?? "", sourceStoreId: world.sourceA.storeId, quantity: 1 }];
    const push = { orderId, sourceStoreIds: null, lines, reason: "bulk" };
    for (let unit = 0; unit < LEGS_PER_ORDER; unit += 1) await requestPush(world.ctx(), push);
    for (const leg of await legsOf(world, orderId)) legs.push({ orderId, legId: leg.id });
  }
  return legs;
}

const job = (world: World) => world.ctx({ kind: "job", label: "Crossdock" });

/** Dispatches legs one after another, as the jobs do. */
async function dispatch(world: World, legs: readonly Leg[]) {
  const results = [];
  for (const leg of legs) results.push(await dispatchLeg(job(world), leg));
  return results;
}

/** Dispatches the legs of the events in the outbox, in the relay's order. */
async function runEvents(world: World): Promise<Leg[]> {
  const { organizationId } = world;
  const rows = await admin<{ leg: Leg }[]>`
    with taken as (
      update outbox set sent_at = now()
      where sent_at is null and name = 'order/leg.dispatch-requested' and data->>'organizationId' = ${organizationId}
      returning created_at, id, data)
    select data as leg from taken order by created_at, id`;
  const legs = rows.map(({ leg }) => leg);
  await dispatch(world, legs);
  return legs;
}

/** One minute of the worker: time passes, the sweeper runs, and the events that it emits are processed. */
async function passMinute(world: World): Promise<Leg[]> {
  world.advance(MINUTE);
  await sweepAndProbe(world.ctx());
  return runEvents(world);
}

type Call = { outcome: string; roots: string[] };
const calls = async (shop: { domain: string }) =>
  sandbox.control.get<Call[]>(`/log?shop=${shop.domain}&limit=100000`);

const fail = (shop: { domain: string }, more: Record<string, unknown>) =>
  sandbox.control.post("/faults", { shop: shop.domain, times: 100_000, ...more });

async function attempts(world: World, sourceStoreId: string): Promise<number> {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::int as count from attempt a join push_leg l on l.id = a.leg_id
    where a.organization_id = ${world.organizationId} and l.source_store_id = ${sourceStoreId}`;
  return row?.count ?? 0;
}

async function openProblems(world: World, storeId: string): Promise<string[]> {
  const rows = await admin<{ kind: string }[]>`
    select kind from problem where organization_id = ${world.organizationId} and store_id = ${storeId}
      and cleared_at is null order by kind`;
  return rows.map(({ kind }) => kind);
}

test("hundreds of legs of a shop that refuses its token cost one call a minute, and all leave in order afterwards", async () => {
  const world = await createWorld({ sourceBucket: { maximumAvailable: 20_000, restoreRate: 1_000 } });
  const dead = await plannedUnits(world, DEAD_LEGS);
  await fail(world.sourceA, { kind: "http-status", status: 401 });
  await dispatch(world, dead);
  const sent = await attempts(world, world.sourceA.storeId);
  // The answer to the first leg's read of its variants closes the shop for all others: nothing was sent.
  expect(sent).toBe(0);
  expect(await openProblems(world, world.sourceA.storeId)).toEqual(["unauthorized"]);

  const before = { a: (await calls(world.sourceA)).length, d: (await calls(world.destination)).length };
  for (let minute = 0; minute < 10; minute += 1) expect(await passMinute(world)).toEqual([]);
  expect((await calls(world.sourceA)).length - before.a).toBeLessThanOrEqual(10);
  expect((await calls(world.destination)).length).toBe(before.d);
  expect(await attempts(world, world.sourceA.storeId)).toBe(sent);
  const waiting = await legsOf(world, dead.at(-1)?.orderId ?? "");
  expect(new Set(waiting.map((leg) => `${leg.state} ${leg.causeCode}`))).toEqual(
    new Set(["planned unauthorized"]),
  );

  // A healthy supplier is not delayed: its forgotten legs are swept in the next minute.
  const healthy = await planned(world, mug, 5);
  expect((await passMinute(world)).map(({ legId }) => legId).sort()).toEqual(
    healthy.map(({ legId }) => legId).sort(),
  );
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(5);

  await sandbox.control.delete("/faults");
  const released = [...(await passMinute(world))];
  expect(released.length).toBeGreaterThan(100);
  expect(await openProblems(world, world.sourceA.storeId)).toEqual([]);
  for (let minute = 0; minute < 4; minute += 1) released.push(...(await passMinute(world)));
  expect([...new Set(released.map(({ legId }) => legId))]).toEqual(dead.map(({ legId }) => legId));
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(DEAD_LEGS);
  expect(await attempts(world, world.sourceA.storeId)).toBe(sent + DEAD_LEGS);
}, 600_000);

test("a shop without answers gets one trial a minute, and its uncertain legs are looked up when it answers", async () => {
  const world = await createWorld();
  const legs = await planned(world, lamp, 12);
  await fail(world.sourceA, { kind: "http-status", status: 503 });
  await dispatch(world, legs);
  expect(await openProblems(world, world.sourceA.storeId)).toEqual(["paused"]);
  const sent = await attempts(world, world.sourceA.storeId);
  const before = (await calls(world.sourceA)).length;
  for (let minute = 0; minute < 20; minute += 1) await passMinute(world);
  expect(await attempts(world, world.sourceA.storeId)).toBe(sent);
  expect((await calls(world.sourceA)).length - before).toBeLessThanOrEqual(20);
  await sandbox.control.delete("/faults");
  for (let minute = 0; minute < 4; minute += 1) await passMinute(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(12);
  expect(await openProblems(world, world.sourceA.storeId)).toEqual([]);
});

test("legs wait for a destination shop that refuses its token, without a call to either shop", async () => {
  const world = await createWorld();
  const legs = await planned(world, lamp, 3);
  await fail(world.destination, { kind: "http-status", status: 402 });
  await dispatch(world, legs);
  const before = [(await calls(world.destination)).length, (await calls(world.sourceA)).length];
  for (let minute = 0; minute < 5; minute += 1) await passMinute(world);
  expect((await calls(world.destination)).length - (before[0] ?? 0)).toBeLessThanOrEqual(5);
  expect((await calls(world.sourceA)).length).toBe(before[1]);
  await sandbox.control.delete("/faults");
  await passMinute(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(3);
});

test("a user's retry of a leg of a closed shop costs no call, and the leg still leaves when the shop opens", async () => {
  const world = await createWorld();
  const [leg] = await planned(world, lamp, 1);
  if (!leg) throw new Error("No leg was planned.");
  await fail(world.sourceA, { kind: "http-status", status: 423 });
  await dispatch(world, [leg, leg]);
  const before = (await calls(world.sourceA)).length;
  await retryLeg(world.ctx(), { legId: leg.legId });
  await runEvents(world);
  expect((await calls(world.sourceA)).length).toBe(before);
  await sandbox.control.delete("/faults");
  await passMinute(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});
