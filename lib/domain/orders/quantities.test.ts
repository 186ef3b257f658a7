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
import type { LegFacts, LegLineFacts, LineFacts } from "./facts";
import { covers, type LegState } from "./leg-state";
import {
  coveredUnits,
  type LineQuantities,
  lineQuantities,
  lineTarget,
  orderQuantities,
  ownShipments,
} from "./quantities";

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
    expect(lineTarget(orderHead(order), lineFacts("l1", line), [])).toBe(target);
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

describe("units that the destination shipped", () => {
  const created = (change: Partial<LegLineFacts>, quantity = 3) => [
    leg("g", "created", [legLine("l1", quantity, { liveUnits: quantity, ...change })]),
  ];
  it.each<[string, Partial<LineFacts>, LegFacts[], Partial<LineQuantities>]>([
    [
      "match units that the source store shipped",
      { fulfilledByOthers: 3 },
      created({ shippedUnits: 3 }),
      { others: 0, target: 3, covered: 3, open: 0, overPushed: 0 },
    ],
    [
      "match whole destination units only",
      { fulfilledByOthers: 3 },
      created({ ratio: 2, liveUnits: 6, shippedUnits: 5 }),
      { others: 1, target: 2, covered: 3, overPushed: 1, shippedEarly: 1 },
    ],
    [
      "are over-pushed while the source store has not shipped them",
      { fulfilledByOthers: 2 },
      created({}),
      { others: 2, target: 1, covered: 3, open: 0, overPushed: 2, shippedEarly: 2 },
    ],
    [
      "match no units of a source order that ended",
      { fulfilledByOthers: 2 },
      [leg("g", "ended", [legLine("l1", 3, { liveUnits: 3, shippedUnits: 2 })])],
      { others: 2, target: 1, covered: 0, open: 1 },
    ],
    [
      "never match when they are known to be its own",
      { fulfilledByOthers: 1, ownShipped: 1 },
      created({ shippedUnits: 2 }, 2),
      { others: 1, target: 2, covered: 2, open: 0, overPushed: 0 },
    ],
    [
      "match when the source store shipped more than was sent",
      { fulfilledByOthers: 3 },
      created({ liveUnits: 5, shippedUnits: 5 }),
      { others: 0, target: 3, covered: 5, overPushed: 2, shippedEarly: 0 },
    ],
  ])("%s", (_, line, legs, expected) => {
    expect(lineQuantities(orderHead(), lineFacts("l1", line), legs)).toMatchObject(expected);
  });

  it("are called over-pushed when the order is cancelled", () => {
    const cancelled = orderHead({ cancelledAt: date });
    const line = lineFacts("l1", { fulfilledByOthers: 3 });
    expect(lineQuantities(cancelled, line, created({}))).toMatchObject({ overPushed: 3, shippedEarly: 0 });
  });

  it("are known to be its own while units are reserved beside them", () => {
    const of = (state: LegState, quantity: number) =>
      ownShipments(
        orderFacts({
          lines: [lineFacts("l1", { fulfilledByOthers: 1 })],
          legs: [leg("g", state, [legLine("l1", quantity, { liveUnits: quantity })])],
        }),
      );
    expect(of("planned", 2)).toEqual([{ lineItemId: "l1", units: 1 }]);
    expect(of("uncertain", 3)).toEqual([]);
    expect(of("created", 2)).toEqual([]);
  });

  it("change no quantity when they become known to be its own, for any facts", () => {
    let known = 0;
    for (let seed = 1; seed <= 2000; seed += 1) {
      const facts = randomFacts(seed);
      const own = new Map(ownShipments(facts).map(({ lineItemId, units }) => [lineItemId, units]));
      const lines = facts.lines.map((line) => ({
        ...line,
        ownShipped: own.get(line.id) ?? line.ownShipped,
      }));
      expect(orderQuantities({ ...facts, lines }), `seed ${seed}`).toEqual(orderQuantities(facts));
      known += own.size;
    }
    expect(known).toBeGreaterThan(50);
  });
});

describe("a source order with a part of a set", () => {
  const withUnits = (...units: number[]) =>
    units.map((liveUnits, n) => leg(`g${n}`, "created", [legLine("l1", 1, { ratio: 3, liveUnits })]));
  it.each<[string, LegFacts[], Partial<LineQuantities>]>([
    ["leaves the last set unordered", withUnits(7), { covered: 2, incomplete: 1, open: 0 }],
    ["leaves other sets open", withUnits(4), { covered: 1, incomplete: 1, open: 1 }],
    ["adds up with another part", withUnits(1, 2), { covered: 0, incomplete: 1, open: 2 }],
    ["takes two sets for parts of more than one", withUnits(2, 2), { covered: 0, incomplete: 2, open: 1 }],
    ["has nothing incomplete beyond the target", withUnits(10), { covered: 3, incomplete: 0, open: 0 }],
  ])("%s", (_, legs, expected) => {
    expect(lineQuantities(orderHead(), lineFacts("l1"), legs)).toMatchObject(expected);
  });

  it("never lets open units exceed ratio × target, for any facts with one ratio", () => {
    let incomplete = 0;
    for (let seed = 1; seed <= 2000; seed += 1) {
      const facts = randomFacts(seed);
      const legs = facts.legs.map((each) => ({
        ...each,
        lines: each.lines.map((part) => ({ ...part, ratio: 3 })),
      }));
      for (const line of facts.lines) {
        const q = lineQuantities(facts.order, line, legs);
        if (q.open === 0) continue;
        const units = legs
          .filter((each) => covers(each.state))
          .flatMap((each) => each.lines.filter((part) => part.lineItemId === line.id))
          .reduce((total, part) => total + Math.max(part.liveUnits ?? 0, part.shippedUnits ?? 0), 0);
        expect(units + 3 * (q.reserved + q.open), `seed ${seed}`).toBeLessThanOrEqual(3 * q.target);
        if (q.incomplete > 0) incomplete += 1;
      }
    }
    expect(incomplete).toBeGreaterThan(10);
  });
});

it("conserves units (law 4), for any facts", () => {
  let lines = 0;
  let over = 0;
  for (let seed = 1; seed <= 3000; seed += 1) {
    for (const [id, q] of orderQuantities(randomFacts(seed))) {
      const where = `seed ${seed}, line ${id}`;
      const counted = q.covered + q.reserved + q.open + q.incomplete + q.excluded + q.others;
      expect(counted, where).toBe(q.current + q.overPushed);
      expect(Math.min(...Object.values(q)), where).toBeGreaterThanOrEqual(0);
      expect(q.open * q.overPushed, where).toBe(0);
      lines += 1;
      if (q.overPushed > 0) over += 1;
    }
  }
  expect(lines).toBeGreaterThan(5000);
  expect(over).toBeGreaterThan(500);
});
