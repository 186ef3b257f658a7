import { expect, test } from "vitest";
import { limitsOrderCreates } from "./shop-plan";

test.each([
  ["Development", true],
  ["Developer Preview", true],
  ["trial", true],
  ["Basic", false],
  ["Shopify Plus", false],
  ["Industrial", false],
  ["", false],
])("a store of the plan %j limits order creates: %j", (plan, limited) => {
  expect(limitsOrderCreates(plan)).toBe(limited);
});
