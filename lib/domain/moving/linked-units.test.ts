import { expect, test } from "vitest";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { linkedLines } from "./linked-units";

const lamp = "gid://shopify/ProductVariant/lamp";
const remote = (liveUnits: number, shippedUnits = 0, variantGid: string | null = lamp) => ({
  variantGid,
  liveUnits,
  shippedUnits,
});

test("a line takes the units of its variant, in destination units", () => {
  const facts = orderFacts({
    lines: [lineFacts("l1", { currentQuantity: 3 })],
    routes: [route("l1", "a", { sourceVariantGid: lamp, ratio: 2 })],
  });
  expect(linkedLines(facts, "a", [remote(6, 2), remote(1, 0, null)])).toEqual([
    { lineItemId: "l1", quantity: 3, sourceVariantGid: lamp, ratio: 2, liveUnits: 6, shippedUnits: 2 },
  ]);
  expect(linkedLines(facts, "b", [remote(6)])).toEqual([]);
  expect(linkedLines(facts, "a", [remote(6, 0, "gid://shopify/ProductVariant/other")])).toEqual([]);
});

test("two lines of one variant share the units, and the last takes what is too much", () => {
  const facts = orderFacts({
    lines: [lineFacts("l1", { currentQuantity: 2 }), lineFacts("l2", { currentQuantity: 1 })],
    routes: ["l1", "l2"].map((id) => route(id, "a", { sourceVariantGid: lamp })),
  });
  expect(linkedLines(facts, "a", [remote(3, 3), remote(1)])).toMatchObject([
    { lineItemId: "l1", quantity: 2, liveUnits: 2, shippedUnits: 2 },
    { lineItemId: "l2", quantity: 1, liveUnits: 2, shippedUnits: 1 },
  ]);
});

test("units that a leg has sent are not wanted again, and planned ones give way", () => {
  const line = lineFacts("l1", { currentQuantity: 3 });
  const routes = [route("l1", "a", { sourceVariantGid: lamp })];
  const created = leg("leg_1", "created", [legLine("l1", 3, { liveUnits: 3 })]);
  expect(linkedLines(orderFacts({ lines: [line], routes, legs: [created] }), "a", [remote(3)])).toMatchObject(
    [{ quantity: 0, liveUnits: 3 }],
  );
  const planned = leg("leg_1", "planned", [legLine("l1", 3)]);
  expect(linkedLines(orderFacts({ lines: [line], routes, legs: [planned] }), "a", [remote(3)])).toMatchObject(
    [{ quantity: 3, liveUnits: 3 }],
  );
});
