import { expect, it } from "vitest";
import { guide } from "./guide";
import { plannedOrders } from "./plan-orders";
import { scenarios } from "./scenarios";
import { shopProfiles } from "./shop-profiles";
import { destinations } from "./world";

it("plans the same sample orders at every call, oldest first", () => {
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

it("uses every scenario", () => {
  const generated = Object.values(shopProfiles).flatMap((profile) => Object.keys(profile.scenarios));
  expect([...new Set([...generated, "open"])].sort()).toEqual(Object.keys(scenarios).sort());
});

it("plans only products of the shop, and only mapped products for faults and partial pushes", () => {
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

it("names existing sample orders in the guide", () => {
  expect(guide("http://127.0.0.1:4010").join(" ")).toMatch(/#10\d\d.*#10\d\d.*UK-10\d\d.*#10\d\d/s);
});
