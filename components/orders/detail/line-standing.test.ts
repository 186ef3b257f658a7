import { expect, test } from "vitest";
import { leg, legLine } from "@/testing/seed/order-facts";
import { standings } from "./line-standing";

test("units that a supplier does not have yet have the state of their leg", () => {
  const legs = [
    leg("one", "planned", [legLine("l1", 2), legLine("l2", 1)]),
    leg("two", "claimed", [legLine("l1", 1)]),
    { ...leg("three", "planned", [legLine("l1", 4)]), causeCode: "shop_frozen" },
    leg("four", "rejected", [legLine("l1", 5)]),
    leg("five", "uncertain", [legLine("l1", 6)]),
    leg("six", "created", [legLine("l1", 7)]),
    leg("seven", "skipped", [legLine("l1", 8)]),
  ];
  expect(standings(legs, "l1")).toEqual([
    { standing: "on its way", units: 3 },
    { standing: "waiting", units: 4 },
    { standing: "refused", units: 5 },
    { standing: "uncertain", units: 6 },
  ]);
});
