import { beforeAll, expect, test } from "vitest";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { plainList } from "@/lib/order-list/list-params";
import { actOnMatching } from "@/lib/services/push/act-on-matching";
import { actOnOrders } from "@/lib/services/push/act-on-orders";
import { pushEach } from "@/lib/services/push/push-each";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const ORDERS = 5;

const { database, db } = await fileDatabase();
const ctx = seededCtx(db, "org_a");

beforeAll(async () => {
  await seedOrder(db, { organizationId: "org_a" });
  await copyOrders(database.superuserUrl, { organizationId: "org_a", orders: ORDERS });
});

const heldOrders = async () =>
  (await withScope(db, ctx.scope, (tx) => tx.select({ id: order.id, heldAt: order.heldAt }).from(order)))
    .filter(({ heldAt }) => heldAt !== null)
    .map(({ id }) => id)
    .sort();

test("actOnOrders applies an action to each order, and reports an order that it cannot find", async () => {
  const orderIds = ["ord_000001", "ord_unknown", "ord_000002"];
  const held = await actOnOrders(ctx, { orderIds, act: { kind: "hold", note: "Stock check" } });
  expect(held.map(({ orderId, outcome }) => [orderId, outcome?.result.kind])).toEqual([
    ["ord_000001", "held"],
    ["ord_unknown", "not_found"],
    ["ord_000002", "held"],
  ]);
  expect(await heldOrders()).toEqual(["ord_000001", "ord_000002"]);
  const released = await actOnOrders(ctx, { orderIds, act: { kind: "release" } });
  expect(released.map(({ outcome }) => outcome?.result.kind)).toEqual(["released", "not_found", "released"]);
  expect(await heldOrders()).toEqual([]);
});

test("actOnMatching reaches every matching order once, in calls of a limited size", async () => {
  const list = { ...plainList, values: { ...plainList.values, tag: ["retail"] } };
  const reached: string[] = [];
  let after: Parameters<typeof actOnMatching>[1]["after"] = null;
  do {
    const call = { list, after, limit: 2, act: { kind: "hold", note: "Stock check" } } as const;
    const { results, next } = await actOnMatching(ctx, call);
    expect(results.length).toBeLessThanOrEqual(2);
    reached.push(...results.map(({ orderId }) => orderId));
    after = next;
  } while (after);
  expect(reached.toSorted()).toEqual(["ord_000001", "ord_000002", "ord_000004", "ord_000005"]);
  expect(await heldOrders()).toEqual(reached.toSorted());
});

test("pushEach records a push of each order, and one that cannot be pushed does not stop the others", async () => {
  const orderIds = ["ord_000003", "ord_1", "ord_unknown"];
  const results = await pushEach(ctx, { orderIds, sourceStoreIds: null });
  expect(results.map(({ result }) => result.kind)).toEqual(["stopped", "recorded", "not_found"]);
});
