import { expect, it } from "vitest";
import { fates } from "./fates";
import { guide } from "./guide";
import { plannedOrders } from "./plan-orders";
import { stories } from "./stories";
import { destinations } from "./world";

it("plans the same world at every call, oldest orders first", () => {
  for (const { domain } of destinations) {
    const orders = plannedOrders(domain);
    expect(plannedOrders(domain)).toEqual(orders);
    const hours = orders.map(({ hoursAgo }) => hoursAgo);
    expect(hours).toEqual(hours.toSorted((a, b) => b - a));
    expect(hours[0]).toBeLessThan(28 * 24);
    expect(hours.at(-1)).toBeGreaterThanOrEqual(0);
  }
  expect(destinations.flatMap(({ domain }) => plannedOrders(domain))).toHaveLength(220);
});

it("deals every fate that there is", () => {
  const dealt = Object.values(stories).flatMap((story) => Object.keys(story.fates));
  expect([...new Set([...dealt, "open"])].sort()).toEqual(Object.keys(fates).sort());
});

it("sells only what the shop has, and lets only mapped goods meet a fault or go alone", () => {
  for (const { domain, products, suppliers } of destinations) {
    const skus = products.map(({ sku }) => sku);
    const mapped = suppliers.flatMap(({ pairs }) => pairs.map(([sku]) => sku));
    for (const { lines, push } of plannedOrders(domain)) {
      expect(skus).toEqual(expect.arrayContaining(lines.map(([sku]) => sku)));
      if (push?.fault) expect(mapped).toContain(lines[0]?.[0]);
      if (typeof push?.to === "object") expect(mapped).toContain(push.to.sku);
    }
  }
});

it("names orders in the guide that the world has", () => {
  expect(guide("http://127.0.0.1:4010").join(" ")).toMatch(/#10\d\d.*#10\d\d.*UK-10\d\d.*#10\d\d/s);
});
