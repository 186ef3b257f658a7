import { expect, test } from "vitest";
import { attempt } from "@/db/schema/push";
import { installation } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { sweepShops } from "@/db/system/sweeps/sweep-shops";
import { DAY_MS, RETRY_MS } from "@/lib/domain/installations/shop-check";
import { checkStore } from "@/lib/services/stores/check-store";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import {
  allDue,
  checked,
  createWorld,
  everyScope,
  grant,
  installed,
  MINUTE,
  origin,
  problems,
  sandbox,
  subscriptions,
  sweepAndCheck,
  topicsOf,
} from "./checks";

const zeros = [0, 0, 0, 0, 0, 0, 0];

test("due shops get the webhooks of their roles, once whatever the number of workers, and are checked daily", async () => {
  const world = await createWorld();
  await allDue(world);
  const ctx = world.ctx();
  const now = await ctx.clock.now();
  const sweeps = await Promise.all([1, 2, 3].map(() => sweepShops(ctx.db, { now, retryMs: RETRY_MS })));
  expect(sweeps.reduce((sum, count) => sum + count, 0)).toBe(3);
  world.advance(RETRY_MS);
  expect((await sweepAndCheck(world)).kinds).toEqual(["checked", "checked", "checked"]);
  expect(await topicsOf(world.destination.domain)).toEqual(
    expect.arrayContaining([
      "ORDERS_CREATE",
      "FULFILLMENT_ORDERS_HOLD_RELEASED",
      "ORDERS_RISK_ASSESSMENT_CHANGED",
    ]),
  );
  expect(await topicsOf(world.sourceA.domain)).not.toContain("ORDERS_CREATE");
  expect(await topicsOf(world.sourceA.domain)).toContain("FULFILLMENTS_CREATE");
  const all = await topicsOf(world.destination.domain);
  expect(new Set(all).size).toBe(all.length);
  world.advance(DAY_MS - MINUTE);
  expect(await sweepAndCheck(world)).toMatchObject({ swept: 0 });
  world.advance(2 * MINUTE);
  const daily = await sweepAndCheck(world);
  expect(checked(daily.results).map(({ why, report }) => [why, report.created])).toEqual([
    ["daily", []],
    ["daily", []],
    ["daily", []],
  ]);
});

test("a removed subscription returns at the next check, and the page says what may be missing", async () => {
  const world = await createWorld();
  await allDue(world);
  await sweepAndCheck(world);
  const { storeId, domain } = world.destination;
  const before = await installed(world, domain);
  await sandbox.control.post(`/shops/${domain}/unsubscribe`, { topics: ["ORDERS_CREATE", "ORDERS_PAID"] });
  expect(await topicsOf(domain)).not.toContain("ORDERS_CREATE");
  world.advance(DAY_MS + MINUTE);
  const { results } = await sweepAndCheck(world);
  const lost = ["orders/create", "orders/paid"];
  expect(checked(results).map(({ report }) => report.created)).toContainEqual(lost);
  expect(await topicsOf(domain)).toEqual(expect.arrayContaining(["ORDERS_CREATE", "ORDERS_PAID"]));
  const page = await readStorePage(world.ctx(), { storeId });
  expect(page?.health?.webhooks.report?.gap).toMatchObject({
    from: before.checkedAt?.toISOString(),
    topics: lost,
  });
  expect(await problems(world, storeId)).toEqual([]);
  // The gap is shown for a week, and a later check without a loss does not hide it.
  world.advance(DAY_MS + MINUTE);
  await sweepAndCheck(world);
  const later = await readStorePage(world.ctx(), { storeId });
  expect(later?.health?.webhooks.report?.gap?.topics).toEqual(lost);
  world.advance(6 * DAY_MS);
  expect((await readStorePage(world.ctx(), { storeId }))?.health?.webhooks.report?.gap).toBeNull();
});

test("subscriptions at an old address of the portal are moved, and none is sent twice", async () => {
  const world = await createWorld();
  const { storeId, domain } = world.destination;
  const old = { storeId, origin: "http://127.0.0.1:8" };
  expect(await checkStore(world.ctx(), old)).toMatchObject({ kind: "checked", refused: 0 });
  const handle = (await subscriptions(domain))[0]?.uri.split("/").at(-1);
  const uri = `${origin}/api/webhooks/shopify/${handle}`;
  const number = (await subscriptions(domain)).length;
  expect(await checkStore(world.ctx(), { storeId, origin })).toEqual({
    kind: "checked",
    repaired: number,
    refused: 0,
  });
  const moved = await subscriptions(domain);
  expect(moved).toHaveLength(number);
  expect(new Set(moved.map((each) => each.uri))).toEqual(new Set([uri]));
  const writes = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select({ operation: attempt.operation, outcome: attempt.outcome }).from(attempt),
  );
  const changes = writes.filter(({ operation }) => operation === "webhookSubscriptionUpdate");
  expect(changes).toHaveLength(number);
  expect(new Set(changes.map(({ outcome }) => outcome))).toEqual(new Set(["created"]));
});

test("a topic that Shopify refuses is a named problem, does not stop the others, and ends with its repair", async () => {
  const world = await createWorld();
  const { storeId, domain } = world.sourceA;
  await grant(
    world,
    domain,
    everyScope.filter((scope) => scope !== "read_fulfillments"),
  );
  expect(await checkStore(world.ctx(), { storeId, origin })).toMatchObject({ kind: "checked", refused: 2 });
  expect(await topicsOf(domain)).toContain("ORDERS_UPDATED");
  expect(await problems(world, storeId)).toEqual([
    {
      kind: "subscriptions_missing",
      data: {
        call: "subscribe",
        topics: "fulfillments/create, fulfillments/update",
        answer: expect.stringContaining("You do not have permission"),
      },
    },
  ]);
  const page = await readStorePage(world.ctx(), { storeId });
  expect(page?.health?.webhooks.report?.refused.map(({ topic }) => topic)).toEqual([
    "fulfillments/create",
    "fulfillments/update",
  ]);
  expect(page?.health?.missing.filter(({ optional }) => !optional)).toContainEqual(
    expect.objectContaining({ feature: "shipments" }),
  );
  await grant(world, domain, everyScope);
  world.advance(MINUTE);
  expect(await checkStore(world.ctx(), { storeId, origin })).toEqual({
    kind: "checked",
    repaired: 2,
    refused: 0,
  });
  expect(await problems(world, storeId)).toEqual([]);
});

test("a shop that fails has a problem, does not affect the others, and is tried again after ten minutes", async () => {
  const world = await createWorld();
  await allDue(world);
  const { storeId, domain } = world.destination;
  await sandbox.control.post("/faults", {
    ...{ shop: domain, operation: "webhookSubscriptionCreate", kind: "internal-error", times: 1 },
  });
  expect((await sweepAndCheck(world)).kinds).toEqual(["checked", "checked", "failed"]);
  expect((await problems(world, storeId)).map(({ kind }) => kind)).toEqual(["subscriptions_missing"]);
  world.advance(9 * MINUTE);
  expect((await sweepAndCheck(world)).swept).toBe(0);
  world.advance(2 * MINUTE);
  expect((await sweepAndCheck(world)).kinds).toEqual(["checked"]);
  expect(await problems(world, storeId)).toEqual([]);
  expect(await topicsOf(domain)).toContain("ORDERS_CREATE");
});

test("a refused token is its own problem, and the page says that nothing can be checked", async () => {
  const world = await createWorld();
  const { storeId, domain } = world.destination;
  await sandbox.control.post("/faults", { shop: domain, kind: "http-status", status: 401, times: null });
  expect(await checkStore(world.ctx(), { storeId, origin })).toEqual({
    kind: "failed",
    code: "unauthorized",
  });
  expect((await problems(world, storeId)).map(({ kind }) => kind)).toEqual(["unauthorized"]);
  const page = await readStorePage(world.ctx(), { storeId });
  expect(page?.health).toMatchObject({ closedFor: "unauthorized", webhooks: { checkedAt: null } });
  // A closed shop is not called by the sweep; its trial call comes first.
  await allDue(world);
  expect((await sweepAndCheck(world)).swept).toBe(2);
  await sandbox.control.delete("/faults");
});

test("topics about fulfillment orders are left out without an access scope for them", async () => {
  const world = await createWorld();
  const { storeId, domain } = world.destination;
  await grant(world, domain, everyScope.slice(0, -1));
  expect(await checkStore(world.ctx(), { storeId, origin })).toMatchObject({ kind: "checked", refused: 0 });
  const topics = await topicsOf(domain);
  expect(topics).toContain("ORDERS_RISK_ASSESSMENT_CHANGED");
  expect(topics.filter((topic) => topic.startsWith("FULFILLMENT_ORDERS"))).toEqual([]);
  const page = await readStorePage(world.ctx(), { storeId });
  expect(page?.health?.webhooks.report?.withoutScope).toHaveLength(4);
});

test("calls to a shop and their points are counted per day, as the shop counts them", async () => {
  const world = await createWorld();
  const { storeId, domain } = world.destination;
  const usage = async () => (await readStorePage(world.ctx(), { storeId }))?.health?.api.usage;
  const logged = async () => {
    const log = await sandbox.control.get<{ roots: string[]; actualCost: number | null }[]>(
      `/log?shop=${domain}`,
    );
    const calls = log.filter(({ roots }) => !roots.includes("access_token"));
    return { calls: calls.length, points: calls.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0) };
  };
  const { db } = world.ctx();
  await db.orm.update(installation).set({ usageDay: null, usageCalls: zeros, usagePoints: zeros });
  const before = await logged();
  await checkStore(world.ctx(), { storeId, origin });
  const first = {
    calls: (await logged()).calls - before.calls,
    points: (await logged()).points - before.points,
  };
  expect(first.calls).toBeGreaterThan(1);
  expect(await usage()).toEqual({ today: first, week: first });
  world.advance(6 * DAY_MS);
  expect(await usage()).toEqual({ today: { calls: 0, points: 0 }, week: first });
  // A call without an answer counts with the points that were reserved for it.
  await sandbox.control.post("/faults", { shop: domain, kind: "reset", times: 1 });
  await checkStore(world.ctx(), { storeId, origin });
  const later = await usage();
  expect(later?.today.calls).toBeGreaterThan(0);
  expect(later?.today.points).toBeGreaterThan(0);
  expect(later?.week.calls).toBe(first.calls + (later?.today.calls ?? 0));
  world.advance(DAY_MS);
  await checkStore(world.ctx(), { storeId, origin });
  const last = await usage();
  expect(last?.week.calls).toBe((later?.today.calls ?? 0) + (last?.today.calls ?? 0));
});
