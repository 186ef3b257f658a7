import { describe, expect, it } from "vitest";
import type { LegFacts, LegLineFacts, LineFacts, OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import type { LegState } from "@/lib/domain/orders/leg-state";
import type { NotReady } from "@/lib/domain/orders/order";
import { orderQuantities } from "@/lib/domain/orders/quantities";
import {
  heldUnits,
  leg,
  legLine,
  lineFacts,
  orderFacts,
  orderHead,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { lateCautions } from "./late-cautions";

const date = new Date("2026-03-02T00:00:00Z");
const created = (units: number, part: Partial<LegLineFacts> = {}, change: Partial<LegFacts> = {}) =>
  leg("g", "created", [legLine("l1", units, { liveUnits: units, ...part })], change);
const factsOf = (order: Partial<OrderHead>, legs: LegFacts[], line: Partial<LineFacts> = {}): OrderFacts =>
  orderFacts({ order: orderHead(order), lines: [lineFacts("l1", line)], legs });
const found = (facts: OrderFacts) =>
  lateCautions(facts, orderQuantities(facts)).map(({ kind, quantity, data }) => ({ kind, quantity, data }));

it("an order that was pushed without a caution has none", () => {
  expect(found(factsOf({}, [created(3)]))).toEqual([]);
});

it.each(["cancelledAt", "deletedAt"] as const)("an order with %s needs no caution", (field) => {
  const order: Partial<OrderHead> = {
    riskLevel: "HIGH",
    financialStatus: "VOIDED",
    fulfillmentStatus: "ON_HOLD",
  };
  const kinds = (change: Partial<OrderHead>) => found(factsOf({ ...order, ...change }, [created(3)]));
  expect(kinds({}).map(({ kind }) => kind)).toEqual(["risk_raised", "held_after_push", "payment_ended"]);
  expect(kinds({ [field]: date })).toEqual([]);
});

describe("a risk of fraud", () => {
  const raised = (order: Partial<OrderHead>, ...legs: LegFacts[]) => found(factsOf(order, legs));
  const caution = (data: object) => [{ kind: "risk_raised", quantity: null, data }];

  it.each([
    ["HIGH", null, caution({})],
    ["A_NEW_LEVEL", null, caution({})],
    ["LOW", "CANCEL", caution({ cancel: true })],
    ["MEDIUM", "INVESTIGATE", []],
  ])("%s with the recommendation %s", (riskLevel, riskRecommendation, cautions) => {
    expect(raised({ riskLevel, riskRecommendation }, created(3))).toEqual(cautions);
  });

  it.each<[LegState, boolean, boolean]>([
    ["planned", true, false],
    ["claimed", true, true],
    ["uncertain", true, true],
    ["rejected", false, false],
    ["created", true, true],
    ["recall_requested", true, true],
    ["recalled", false, false],
    ["skipped", false, false],
    ["superseded", false, false],
    ["ended", false, false],
  ])("of a leg that is %s: pushed by a user %j, by automatic push %j", (state, manual, automatic) => {
    const part = legLine("l1", 3, { liveUnits: 3 });
    for (const [pushMode, is] of [
      ["manual", manual],
      ["automatic", automatic],
    ] as const)
      expect(raised({ riskLevel: "HIGH" }, leg("g", state, [part], { pushMode }))).toHaveLength(is ? 1 : 0);
  });

  it("counts for goods on their way, and not for a source order that has nothing left", () => {
    expect(raised({ riskLevel: "HIGH" }, created(3, { shippedUnits: 3 }))).toHaveLength(1);
    expect(raised({ riskLevel: "HIGH" }, created(3, { liveUnits: 0 }))).toEqual([]);
  });

  it("is none where every push was requested knowing of it", () => {
    const aware = created(2, {}, { accepted: ["risk"] });
    expect(raised({ riskLevel: "HIGH" }, aware)).toEqual([]);
    expect(raised({ riskLevel: "HIGH" }, created(3, {}, { accepted: ["unpaid"] }))).toHaveLength(1);
    expect(raised({ riskLevel: "HIGH" }, aware, leg("h", "planned", [legLine("l1", 1)]))).toHaveLength(1);
  });
});

describe("a hold in Shopify", () => {
  it.each<[string, NotReady[], LegFacts[], Partial<LineFacts>, number]>([
    ["of every unit", [heldUnits(3)], [created(3)], {}, 3],
    ["of the unit that was not pushed", [heldUnits(1)], [created(2)], {}, 0],
    ["of a unit beyond that", [heldUnits(2)], [created(2)], {}, 1],
    ["that a user sent anyway", [heldUnits(3)], [created(2, {}, { accepted: ["shopify_hold"] })], {}, 0],
    ["of units that are only scheduled", [scheduledUnits(3, null)], [created(3)], {}, 0],
    [
      "of units that the source store has shipped in part",
      [heldUnits(2)],
      [created(3, { shippedUnits: 1 })],
      { fulfilledByOthers: 1 },
      2,
    ],
    ["of whole units only", [heldUnits(3)], [created(3, { ratio: 2, liveUnits: 6, shippedUnits: 3 })], {}, 2],
    ["of a line of which no unit is wanted", [heldUnits(3)], [created(3)], { currentQuantity: 0 }, 0],
  ])("%s", (_, notReady, legs, line, quantity) => {
    const cautions = found(factsOf({}, legs, { ...line, notReady }));
    expect(cautions.map((each) => [each.kind, each.quantity])).toEqual(
      quantity > 0 ? [["held_after_push", quantity]] : [],
    );
  });

  it("is one difference of all lines, with each reason of a hold once", () => {
    const second = lineFacts("l2", {
      notReady: [heldUnits(1, "OTHER"), { ...heldUnits(2), kind: "scheduled" }],
    });
    const parts = ["l1", "l2"].map((id) => legLine(id, 3, { liveUnits: 3 }));
    const first = lineFacts("l1", { notReady: [heldUnits(1, "OTHER"), heldUnits(1, "A_NEW_REASON")] });
    expect(found(orderFacts({ lines: [first, second], legs: [leg("g", "created", parts)] }))).toEqual([
      { kind: "held_after_push", quantity: 3, data: { reasons: ["A_NEW_REASON", "OTHER"] } },
    ]);
  });

  it("that only the order's status shows is of all units that are to be shipped", () => {
    const legs = [created(2, { shippedUnits: 1 })];
    expect(found(factsOf({ fulfillmentStatus: "ON_HOLD" }, legs, { fulfilledByOthers: 1 }))).toEqual([
      { kind: "held_after_push", quantity: 1, data: { reasons: [] } },
    ]);
  });
});

describe("a payment that ended", () => {
  it.each([
    ["REFUNDED", ["voided"], 3],
    ["REFUNDED", ["refunded"], 0],
    ["VOIDED", [], 3],
    ["VOIDED", ["voided"], 0],
    ["EXPIRED", [], 3],
    ["EXPIRED", ["expired"], 0],
    ["PARTIALLY_REFUNDED", [], 0],
    ["PENDING", [], 0],
    ["A_NEW_STATUS", [], 0],
    [null, [], 0],
  ])("%s, pushed knowing of %j, leaves %d units", (payment, accepted, quantity) => {
    expect(found(factsOf({ financialStatus: payment }, [created(3, {}, { accepted })]))).toEqual(
      quantity > 0 ? [{ kind: "payment_ended", quantity, data: { payment } }] : [],
    );
  });

  it("leaves no unit that is shipped or no longer wanted", () => {
    const left = (part: Partial<LegLineFacts>, line: Partial<LineFacts> = {}) =>
      found(factsOf({ financialStatus: "VOIDED" }, [created(3, part)], line)).map(({ quantity }) => quantity);
    expect(left({ shippedUnits: 2 })).toEqual([1]);
    expect(left({ shippedUnits: 3 })).toEqual([]);
    expect(left({}, { currentQuantity: 0 })).toEqual([]);
  });
});
