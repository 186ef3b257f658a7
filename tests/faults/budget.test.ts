import { expect, test } from "vitest";
import { storeDetail } from "@/db/queries/stores/store-detail";
import { withScope } from "@/db/scope";
import { nextWait } from "@/inngest/functions/next-wait";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { requestPush } from "@/lib/services/push/request-push";
import type { World } from "@/testing/stack/world";
import { attemptsOf, dispatchAll, harness, legsOf, pushNow } from "./harness";

const { sandbox, database, world: createWorld } = await harness();

type Call = { throttled: boolean; outcome: string; roots: string[] };
const calls = (shop: string) => sandbox.control.get<Call[]>(`/log?shop=${shop}`);
const creates = async (shop: string) =>
  (await calls(shop)).filter((call) => call.roots.includes("orderCreate")).length;
const installationOf = (domain: string) =>
  database.sql`select * from installation where shop_domain = ${domain}`;
const one = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

/** Places and pushes orders without dispatching them. Returns their planned legs. */
async function planned(world: World, count: number): Promise<{ orderId: string; legId: string }[]> {
  const legs: { orderId: string; legId: string }[] = [];
  for (let index = 0; index < count; index += 1) {
    const orderId = await world.ingest((await world.place(one)).gid);
    await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "bulk" });
    for (const leg of await legsOf(world, orderId)) legs.push({ orderId, legId: leg.id });
  }
  return legs;
}

test("many sends at once to a shop whose bucket is nearly empty are all made, and none is throttled", async () => {
  const world = await createWorld({ sourceBucket: { maximumAvailable: 60, restoreRate: 20 } });
  const legs = await planned(world, 12);
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const waits = new Set<number>();
  const dispatch = async (leg: { orderId: string; legId: string }) => {
    for (;;) {
      const result = await dispatchLeg(job, leg);
      if (result.kind === "settled") return result.state;
      if (result.kind !== "waiting") throw new Error(result.kind);
      waits.add(result.retryAfterMs);
      await new Promise((resolve) => setTimeout(resolve, result.retryAfterMs));
    }
  };
  const states = await Promise.all(legs.map(dispatch));
  expect(new Set(states)).toEqual(new Set(["created"]));
  expect(waits.size).toBeGreaterThan(2);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(12);
  expect((await calls(world.sourceA.domain)).filter((call) => call.throttled)).toEqual([]);
  for (const { orderId } of legs) {
    expect((await attemptsOf(world, orderId)).map((attempt) => attempt.outcome)).toEqual(["created"]);
  }
});

test("a leg that waits for points reads nothing, claims nothing, and shows when it will be sent", async () => {
  const world = await createWorld();
  const [leg] = await planned(world, 1);
  if (!leg) throw new Error("No leg was planned.");
  await database.sql`update installation set bucket_available = 0, bucket_at = now() + interval '1 minute'
    where shop_domain = ${world.sourceA.domain}`;
  const before = (await calls(world.destination.domain)).length;
  const result = await dispatchLeg(world.ctx({ kind: "job", label: "Crossdock" }), leg);
  expect(result).toMatchObject({ kind: "waiting", code: "budget_wait" });
  const [row] = await legsOf(world, leg.orderId);
  expect(row).toMatchObject({ state: "planned", causeCode: "budget_wait" });
  expect(row?.notBefore?.getTime()).toBeGreaterThan(Date.now());
  expect(await attemptsOf(world, leg.orderId)).toEqual([]);
  expect(await calls(world.destination.domain)).toHaveLength(before);
});

test("a leg that waits more than two minutes for points is dispatched at that time, without the sweeper", async () => {
  const world = await createWorld();
  const [leg] = await planned(world, 1);
  if (!leg) throw new Error("No leg was planned.");
  await database.sql`update installation set bucket_maximum = 1000, bucket_rate = 1, bucket_available = 0,
    bucket_at = now(), queue_at = now() + interval '5 minutes' where shop_domain = ${world.sourceA.domain}`;
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  // The first call is the push, which found no points and handed the leg over; the second is the job that waits.
  expect(await dispatchLeg(job, leg)).toMatchObject({ kind: "waiting", code: "budget_wait" });
  expect(nextWait(await dispatchLeg(job, leg), 0)).toBeGreaterThan(120_000);
});

test("a development store gets at most five orders a minute and never has to refuse one", async () => {
  const world = await createWorld({ sourcePlan: "Development" });
  const legs = await planned(world, 7);
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const results = [];
  for (const leg of legs) results.push(await dispatchLeg(job, leg));
  expect(results.map((result) => result.kind)).toEqual([...Array(5).fill("settled"), "waiting", "waiting"]);
  const waits = results.flatMap((result) => (result.kind === "waiting" ? [result.retryAfterMs] : []));
  expect(waits[0]).toBeGreaterThan(30_000);
  expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) + 10_000);
  expect(await creates(world.sourceA.domain)).toBe(5);
});

test("a store's first refusal reveals that its orders are limited, and later orders respect the limit", async () => {
  const world = await createWorld({ sourcePlan: "Development" });
  await database.sql`update installation set create_limited = false where shop_domain = ${world.sourceA.domain}`;
  const legs = await planned(world, 8);
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const results = [];
  for (const leg of legs) results.push(await dispatchLeg(job, leg));
  expect(results.slice(5)).toMatchObject([
    { kind: "waiting", code: "too_many_attempts" },
    { kind: "waiting", code: "budget_wait" },
    { kind: "waiting", code: "budget_wait" },
  ]);
  expect(await creates(world.sourceA.domain)).toBe(6);
});

test("a user's read has priority over background work, which waits", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await database.sql`update installation set bucket_maximum = 1000, bucket_rate = 1, bucket_available = 150, bucket_at = now()
    where shop_domain = ${world.destination.domain}`;
  const read = { storeId: world.destination.storeId, orderGid: placed.gid };
  await expect(
    refreshOrder(world.ctx({ kind: "webhook", id: "dlv_test", label: "Shopify" }), read),
  ).rejects.toMatchObject({
    code: "budget_wait",
    executed: "no",
  });
  expect((await refreshOrder(world.ctx(), read)).orderId).toBe(orderId);
});

test("calls to a shop that keeps failing are paused, with a problem, and probePausedShops resumes them", async () => {
  const world = await createWorld();
  const legs = await planned(world, 7);
  await sandbox.control.post("/faults", {
    shop: world.sourceA.domain,
    kind: "http-status",
    status: 503,
    times: 6,
  });
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const results = [];
  for (const leg of legs) results.push(await dispatchLeg(job, leg));
  expect(results.slice(5)).toMatchObject([
    { kind: "waiting", code: "paused" },
    { kind: "waiting", code: "paused" },
  ]);
  // Each failed call is the read of the variants before a send, so nothing was sent.
  const reads = (await calls(world.sourceA.domain)).filter((call) => call.roots.includes("nodes"));
  expect(reads).toHaveLength(5);
  expect(await creates(world.sourceA.domain)).toBe(0);
  const openProblems = async () => {
    const detail = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
      storeDetail(tx, world.ctx().scope, world.sourceA.storeId),
    );
    return detail?.problems.map((problem) => problem.kind);
  };
  expect(await openProblems()).toEqual(["paused"]);
  // The first trial fails too, and another pause begins.
  world.advance(31_000);
  expect(await probePausedShops(world.ctx())).toEqual({ probed: 1, answered: 0 });
  expect(await openProblems()).toEqual(["paused"]);
  expect(await probePausedShops(world.ctx())).toEqual({ probed: 0, answered: 0 });
  world.advance(31_000);
  expect(await probePausedShops(world.ctx())).toEqual({ probed: 1, answered: 1 });
  expect(await openProblems()).toEqual([]);
  const [row] = await installationOf(world.sourceA.domain);
  expect(row).toMatchObject({ trips: 0, failures: 0, paused_until: null });
  for (let round = 0; round < 4; round += 1) {
    world.advance(300_000);
    for (const leg of legs) await dispatchLeg(job, leg);
  }
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(7);
});

test("an unknown answer of a shop is shown as received, and the call is not repeated in a loop", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place(one)).gid);
  await sandbox.control.post("/faults", {
    shop: world.destination.domain,
    kind: "http-status",
    status: 418,
    times: 50,
  });
  const { dispatched } = await pushNow(world, orderId);
  expect(dispatched).toMatchObject([{ kind: "waiting", code: "unknown", retryAfterMs: 6 * 3_600_000 }]);
  const [leg] = await legsOf(world, orderId);
  expect(leg?.causeData.answer).toContain("418");
  const before = (await calls(world.destination.domain)).length;
  for (let round = 0; round < 5; round += 1) {
    world.advance(60_000);
    await dispatchAll(world, orderId);
  }
  expect(await calls(world.destination.domain)).toHaveLength(before);
});
