import { expect, it } from "vitest";
import { pushStatuses } from "@/lib/domain/push/push-status";
import { everyOrder, facetGroups, orderTabs } from "./order-filter";

it("groups the stored facets by kind, because an order must have one of each group", () => {
  const facets = { tag: ["VIP", "gift "], store: ["str_1"], held: [] };
  expect(facetGroups({ ...everyOrder, facets })).toEqual([["store:str_1"], ["tag:vip", "tag:gift"]]);
  expect(facetGroups(everyOrder)).toEqual([]);
});

it("has a tab for every push status but nothing to push, which only the tab of all orders shows", () => {
  const others = orderTabs.filter((tab) => tab !== "all" && tab !== "attention");
  expect([...others, "nothing_to_push"].sort()).toEqual(Object.keys(pushStatuses).sort());
});
