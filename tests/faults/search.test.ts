import { expect, test } from "vitest";
import { orderToken } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { searchOrders } from "@/lib/services/order-list/search-orders";
import { harness, pushNow } from "./harness";

const { world: createWorld } = await harness();

test("a pushed order is found by the numbers and ids of its source orders, and by its suppliers", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const other = await world.ingest((await world.place()).gid);
  const found = async (text: string) =>
    (await searchOrders(world.ctx(), { text, limit: 8 })).map(({ id }) => id);
  await pushNow(world, orderId);
  const [first] = await world.sourceOrders(world.sourceA);
  const id = first?.id.split("/").at(-1);
  expect(await found(`https://admin.shopify.com/store/x/orders/${id}`)).toEqual([orderId]);
  expect(await found(first?.id ?? "")).toEqual([orderId]);
  expect(await found(first?.name ?? "")).toContain(orderId);
  expect((await found("Nordw")).toSorted()).toEqual([orderId, other].toSorted());
});

test("search words that did not change are left alone", async () => {
  const world = await createWorld();
  const { gid } = await world.place();
  const orderId = await world.ingest(gid);
  const words = () =>
    withScope(world.ctx().db, world.ctx().scope, (tx) =>
      tx.select({ token: orderToken.token }).from(orderToken).orderBy(orderToken.token),
    );
  const before = await words();
  expect(before.length).toBeGreaterThan(5);
  await pushNow(world, orderId);
  const after = (await words()).map(({ token }) => token);
  expect(after).toEqual(expect.arrayContaining(before.map(({ token }) => token)));
  // Each of the two source orders adds its number and its id.
  expect(after.length - before.length).toBeLessThanOrEqual(8);
});
