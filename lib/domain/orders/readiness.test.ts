import { expect, it } from "vitest";
import { heldUnits, lineFacts, orderHead, scheduledUnits } from "@/testing/seed/order-facts";
import type { NotReady } from "./order";
import { mayGrow, notReadyUnits, waitsUnseen } from "./readiness";

const CROSS_SELL = "ONLINE_STORE_POST_PURCHASE_CROSS_SELL";
const later = "2026-04-01T00:00:00Z";
const line = (...notReady: NotReady[]) => lineFacts("l1", { notReady });

it.each<[string, NotReady[], { all: number; held: number; scheduled: number }]>([
  ["no unit waits", [], { all: 0, held: 0, scheduled: 0 }],
  ["held", [heldUnits(2)], { all: 2, held: 2, scheduled: 0 }],
  ["held twice", [heldUnits(1), heldUnits(1, "OTHER")], { all: 2, held: 2, scheduled: 0 }],
  ["held and scheduled", [heldUnits(1), scheduledUnits(2, later)], { all: 3, held: 1, scheduled: 2 }],
  ["more than the line has", [heldUnits(2), scheduledUnits(4, null)], { all: 3, held: 2, scheduled: 3 }],
])("counts the units that wait in Shopify, at most those of the line: %s", (_, parts, counts) => {
  const { all, ...kinds } = counts;
  expect(notReadyUnits(line(...parts))).toBe(all);
  expect(notReadyUnits(line(...parts), "held")).toBe(kinds.held);
  expect(notReadyUnits(line(...parts), "scheduled")).toBe(kinds.scheduled);
});

it("an order may grow while a hold of any line has Shopify's reason for it", () => {
  expect(mayGrow([])).toBe(false);
  expect(mayGrow([line(), line(heldUnits(1), heldUnits(1, CROSS_SELL))])).toBe(true);
  expect(mayGrow([line(heldUnits(1, "A_NEW_REASON"), scheduledUnits(1, later))])).toBe(false);
});

it.each([
  ["ON_HOLD", "held", true],
  ["ON_HOLD", "scheduled", false],
  ["SCHEDULED", "scheduled", true],
  ["SCHEDULED", "held", false],
  ["A_NEW_STATUS", "held", false],
  [null, "scheduled", false],
] as const)("an order with the status %s waits unseen as %s: %j", (fulfillmentStatus, kind, waits) => {
  expect(waitsUnseen(orderHead({ fulfillmentStatus }), [line(), line()], kind)).toBe(waits);
});

it("no order waits unseen of which units are known to wait, for either cause", () => {
  const held = orderHead({ fulfillmentStatus: "ON_HOLD" });
  expect(waitsUnseen(held, [line(), line(heldUnits(1))], "held")).toBe(false);
  expect(waitsUnseen(held, [line(scheduledUnits(1, later))], "held")).toBe(false);
});
