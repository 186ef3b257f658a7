import { describe, expect, it } from "vitest";
import {
  leg,
  legLine,
  legStates,
  lineFacts,
  orderFacts,
  orderHead,
  randomFacts,
} from "@/testing/seed/order-facts";
import { coveredUnits, lineQuantities, lineTarget, orderQuantities } from "./quantities";

const date = new Date("2026-03-02T00:00:00Z");

describe("target", () => {
  it.each([
    ["the whole line", {}, {}, 3],
    ["the current quantity", { currentQuantity: 2 }, {}, 2],
    ["less the units that others shipped", { fulfilledByOthers: 2 }, {}, 1],
    ["never below zero", { currentQuantity: 1, fulfilledByOthers: 3 }, {}, 0],
    ["zero for a gift card", { giftCard: true }, {}, 0],
    ["zero for a tip", { tip: true }, {}, 0],
    ["zero for a line that needs no shipping", { requiresShipping: false }, {}, 0],
    ["zero for a cancelled order", {}, { cancelledAt: date }, 0],
    ["zero for a deleted order", {}, { deletedAt: date }, 0],
  ])("is %s", (_, line, order, target) => {
    expect(lineTarget(orderHead(order), lineFacts("l1", line))).toBe(target);
  });
});

describe("covered units", () => {
  it.each([
    ["whole destination units only", { ratio: 2, liveUnits: 5 }, 2],
    ["never fewer than the shipped units", { ratio: 1, liveUnits: 0, shippedUnits: 2 }, 2],
    ["zero until the source order is read", { ratio: 3 }, 0],
  ])("are %s", (_, change, units) => {
    expect(coveredUnits(legLine("l1", 3, change))).toBe(units);
  });
});

it.each([
  ["planned", 2, 0],
  ["claimed", 2, 0],
  ["uncertain", 2, 0],
  ["rejected", 2, 0],
  ["created", 0, 1],
  ["recall_requested", 0, 1],
  ["recalled", 0, 0],
  ["ended", 0, 0],
  ["skipped", 0, 0],
  ["superseded", 0, 0],
] as const)("a leg that is %s reserves %d and covers %d", (state, reserved, covered) => {
  const legs = [leg("g", state, [legLine("l1", 2, { liveUnits: 1 })])];
  expect(lineQuantities(orderHead(), lineFacts("l1"), legs)).toMatchObject({
    reserved,
    covered,
    open: 3 - reserved - covered,
    overPushed: 0,
  });
  expect(legStates).toHaveLength(10);
});

it("counts units over a target that shrank as over-pushed, and leaves none open", () => {
  const legs = [leg("g", "created", [legLine("l1", 3, { liveUnits: 3 })])];
  const facts = orderFacts({ lines: [lineFacts("l1", { currentQuantity: 1 })], legs });
  expect(orderQuantities(facts).get("l1")).toMatchObject({ target: 1, covered: 3, open: 0, overPushed: 2 });
});

it("conserves units: covered + reserved + open + excluded + others = current + over-pushed, for any facts", () => {
  let lines = 0;
  let over = 0;
  for (let seed = 1; seed <= 3000; seed += 1) {
    for (const [id, q] of orderQuantities(randomFacts(seed))) {
      const where = `seed ${seed}, line ${id}`;
      expect(q.covered + q.reserved + q.open + q.excluded + q.others, where).toBe(q.current + q.overPushed);
      expect(Math.min(...Object.values(q)), where).toBeGreaterThanOrEqual(0);
      expect(q.open * q.overPushed, where).toBe(0);
      lines += 1;
      if (q.overPushed > 0) over += 1;
    }
  }
  expect(lines).toBeGreaterThan(5000);
  expect(over).toBeGreaterThan(500);
});
