import { expect, it } from "vitest";
import {
  heldUnits,
  lineFacts,
  orderFacts,
  orderHead,
  route,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { heldDetail, lineWaits } from "./waits-in-shopify";

const line = lineFacts("l1", {
  notReady: [
    heldUnits(1),
    heldUnits(1, "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"),
    scheduledUnits(1, "2026-12-23T23:30:00Z"),
  ],
});
const facts = orderFacts({
  order: orderHead({ riskLevel: "HIGH", riskRecommendation: "A_NEW_ONE" }),
  lines: [line],
  routes: [route("l1", "a")],
});

it("says which units of a line wait in Shopify, with the reasons in words and the date of the store", () => {
  expect(lineWaits(facts, line, "Europe/Berlin")).toEqual([
    "2 held in Shopify (high risk of fraud, the shopper may still add items)",
    "1 scheduled in Shopify (24 Dec 2026)",
  ]);
  expect(lineWaits(facts, lineFacts("l1"), "UTC")).toEqual([]);
});

it("adds what Shopify says to the reasons that hold an order", () => {
  expect(heldDetail("shopify_hold", facts, "UTC")).toBe(
    "Reason: high risk of fraud, the shopper may still add items.",
  );
  expect(heldDetail("scheduled", facts, "UTC")).toBe("Date: 23 Dec 2026.");
  expect(heldDetail("risk", facts, "UTC")).toBe("Risk level: high. Shopify recommends: a new one.");
  expect(heldDetail("unpaid", facts, "UTC")).toBeNull();
  expect(heldDetail("shopify_hold", { ...facts, lines: [] }, "UTC")).toBeNull();
});
