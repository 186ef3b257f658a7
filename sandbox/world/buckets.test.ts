import { expect, it } from "vitest";
import type { Shop } from "../state/shop-types";
import { Buckets, bucketOf, limitsOrderCreate } from "./buckets";

const shop: Shop = {
  domain: "supplier.myshopify.com",
  id: "1",
  name: "Supplier",
  currency: "EUR",
  timezone: "UTC",
  plan: "Basic",
  bucket: { maximumAvailable: 100, restoreRate: 10 },
  orderPrefix: "#",
  orderSuffix: "",
  nextOrderNumber: 1001,
  locations: [],
  createdAt: "2026-11-23T08:00:00.000Z",
};

it("a bucket refuses what it does not have, and refills up to its size", () => {
  let now = 0;
  const buckets = new Buckets(() => new Date(now));
  const available = () => buckets.status(shop, "app").currentlyAvailable;
  expect(buckets.take(shop, "app", 60)).toBe(true);
  expect(buckets.take(shop, "app", 60)).toBe(false);
  now += 2_050;
  expect(available()).toBe(60);
  buckets.giveBack(shop, "app", 10);
  expect(available()).toBe(70);
  now += 60_000;
  expect(available()).toBe(100);
  buckets.drain(shop, "app");
  expect([available(), buckets.status(shop, "other").currentlyAvailable]).toEqual([0, 100]);
});

it.each([
  ["Basic", 2_000, 100, false],
  ["Advanced", 4_000, 200, false],
  ["Shopify Plus", 20_000, 1_000, false],
  ["Development", 2_000, 100, true],
  ["trial", 2_000, 100, true],
])("the plan %s", (plan, maximumAvailable, restoreRate, limited) => {
  expect(bucketOf(plan)).toEqual({ maximumAvailable, restoreRate });
  expect(limitsOrderCreate(plan)).toBe(limited);
});
