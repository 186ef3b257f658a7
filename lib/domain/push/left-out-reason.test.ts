import { expect, it } from "vitest";
import type { LineFacts, OrderHead } from "@/lib/domain/orders/facts";
import { lineQuantities } from "@/lib/domain/orders/quantities";
import { codesOf } from "@/lib/domain/values/code-table";
import { lineFacts, orderHead } from "@/testing/seed/order-facts";
import { leftOutReasons, lineLeftOut } from "./left-out-reason";

const date = new Date("2026-03-02T00:00:00Z");

it("words each reason differently", () => {
  const reasons = codesOf(leftOutReasons);
  expect(new Set(reasons.map((reason) => leftOutReasons[reason])).size).toBe(reasons.length);
});

it.each<[string, Partial<LineFacts>, Partial<OrderHead>, boolean, string | null]>([
  ["a tip", { tip: true }, {}, false, "tip"],
  ["a line that was removed", { currentQuantity: 0 }, {}, true, "removed"],
  ["a gift card", { giftCard: true }, {}, true, "gift_card"],
  ["a line that needs no shipping", { requiresShipping: false }, {}, true, "no_shipping"],
  ["a line that others shipped", { fulfilledByOthers: 3 }, {}, false, "shipped"],
  ["a line that no source store gets", {}, {}, false, "not_mapped"],
  ["a line of a cancelled order", {}, { cancelledAt: date }, true, "order_cancelled"],
  ["a line of a deleted order", {}, { deletedAt: date }, true, "order_cancelled"],
  ["a line that can be pushed", {}, {}, true, null],
  ["a line that others shipped in part", { fulfilledByOthers: 1 }, {}, true, null],
])("names why nothing is pushed of %s", (_, line, order, placed, reason) => {
  const facts = lineFacts("l1", line);
  expect(lineLeftOut(facts, lineQuantities(orderHead(order), facts, []), placed)).toBe(reason);
});
