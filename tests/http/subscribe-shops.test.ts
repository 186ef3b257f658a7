import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { problem } from "@/db/schema/push";
import { installation } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { subscribeShops } from "@/lib/services/stores/subscribe-shops";
import type { World } from "@/testing/stack/world";
import { harness } from "../faults/harness";

const { sandbox, world: createWorld } = await harness();
const origin = "http://127.0.0.1:9";
const MINUTE = 60_000;

type Subscription = { id: string; topic: string; uri: string };
const subscriptions = async (domain: string) =>
  (await sandbox.control.get<{ subscriptions: Subscription[] }>(`/shops/${domain}`)).subscriptions;
const topicsOf = async (domain: string) => (await subscriptions(domain)).map(({ topic }) => topic);
const shopsOf = (world: World) => [world.destination, world.sourceA, world.sourceB];

/** Lets only the shops of one world be due. */
async function only(world: World) {
  const { db } = world.ctx();
  await db.orm.update(installation).set({ state: "revoked" });
  for (const { domain } of shopsOf(world)) {
    await db.orm
      .update(installation)
      .set({ state: "active", subscribeAt: null })
      .where(eq(installation.shopDomain, domain));
  }
}

const problems = (world: World, storeId: string) =>
  withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select({ kind: problem.kind })
      .from(problem)
      .where(and(eq(problem.storeId, storeId), isNull(problem.clearedAt))),
  );

test("a worker that starts subscribes connected shops to the topics of their roles, once", async () => {
  const world = await createWorld();
  await only(world);
  // Several workers start at the same time.
  const runs = await Promise.all([1, 2, 3].map(() => subscribeShops(world.ctx(), { origin })));
  expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(3);
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
  expect(await subscribeShops(world.ctx(), { origin })).toEqual({ done: 0, failed: 0 });
});

test("a shop that fails has a problem, does not affect the others, and is tried again", async () => {
  const world = await createWorld();
  await only(world);
  const { storeId, domain } = world.destination;
  await sandbox.control.post("/faults", {
    shop: domain,
    operation: "webhookSubscriptionCreate",
    kind: "internal-error",
    times: 1,
  });
  expect(await subscribeShops(world.ctx(), { origin })).toEqual({ done: 2, failed: 1 });
  expect(await problems(world, storeId)).toEqual([{ kind: "subscriptions_missing" }]);
  world.advance(9 * MINUTE);
  expect(await subscribeShops(world.ctx(), { origin })).toEqual({ done: 0, failed: 0 });
  world.advance(2 * MINUTE);
  expect(await subscribeShops(world.ctx(), { origin })).toEqual({ done: 1, failed: 0 });
  expect(await problems(world, storeId)).toEqual([]);
  expect(await topicsOf(domain)).toContain("ORDERS_CREATE");
});

test("topics about fulfillment orders are left out without an access scope for them", async () => {
  const world = await createWorld();
  await only(world);
  const { domain } = world.destination;
  await world
    .ctx()
    .db.orm.update(installation)
    .set({ scopes: ["read_orders"] })
    .where(eq(installation.shopDomain, domain));
  expect(await subscribeShops(world.ctx(), { origin })).toEqual({ done: 3, failed: 0 });
  const topics = await topicsOf(domain);
  expect(topics).toContain("ORDERS_RISK_ASSESSMENT_CHANGED");
  expect(topics.filter((topic) => topic.startsWith("FULFILLMENT_ORDERS"))).toEqual([]);
});
