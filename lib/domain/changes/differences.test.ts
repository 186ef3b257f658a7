import { describe, expect, it } from "vitest";
import type { LegFacts, LegLineFacts, LineFacts, OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import { leg, legLine, lineFacts, orderFacts, orderHead } from "@/testing/seed/order-facts";
import { differences } from "./differences";

type Seen = Parameters<typeof differences>[1];

const address = orderHead().contact.shippingAddress;
const moved = address && { ...address, address1: "Kaivokatu 99" };
const sentAs = { sentContactId: "con_1", sentShipping: { title: "Standard", code: "STD" } };
const created = (part: Partial<LegLineFacts> = {}, change: Partial<LegFacts> = {}) =>
  leg("g", "created", [legLine("l1", 3, { liveUnits: 3, ...part })], { ...sentAs, ...change });
const factsOf = (
  legs: LegFacts[],
  line: Partial<LineFacts> = {},
  order: Partial<OrderHead> = {},
): OrderFacts => orderFacts({ order: orderHead(order), lines: [lineFacts("l1", line)], legs });
const found = (facts: OrderFacts, seen: Partial<Seen> = {}) =>
  differences(facts, { addresses: new Map(), reported: [], duplicates: new Map(), mismatched: [], ...seen });
const brief = (facts: OrderFacts) => found(facts).map(({ kind, quantity }) => [kind, quantity]);

it("an order that is as it was sent has no difference, whatever its tags and note", () => {
  const contact = { ...orderHead().contact, note: "Ring twice" };
  expect(found(factsOf([created()], {}, { tags: ["new"], contact }))).toEqual([]);
});

it("cases of a source order are reported while the order is covered: a second one first, another variant last", () => {
  const seen = { duplicates: new Map([["g", 2]]), mismatched: ["g"] };
  const one = { lineItemId: null, legId: "g", data: {} };
  const changed = factsOf([created()], { currentQuantity: 2 });
  expect(found(changed, seen)).toEqual([
    { ...one, kind: "second_source_order", quantity: 2 },
    { kind: "over_pushed", lineItemId: "l1", legId: null, quantity: 1, data: {} },
    { ...one, kind: "variant_mismatch", quantity: 1 },
  ]);
  const ended = factsOf([leg("g", "recalled", [legLine("l1", 3)])]);
  expect(found(ended, seen)).toEqual([]);
  expect(found(factsOf([created()]), { duplicates: new Map([["other", 1]]), mismatched: ["other"] })).toEqual(
    [],
  );
});

describe("a changed address", () => {
  const sentTo = (sentContactId: string | null, part: Partial<LegLineFacts> = {}) =>
    factsOf([created(part, { sentContactId })]);
  const reported = (contactId: string) => [
    { kind: "address_changed", lineItemId: null, legId: null, quantity: null, data: { contactId } },
  ];

  it.each<[string, OrderFacts, ReadonlyMap<string, typeof address>, boolean]>([
    ["differs from the one that was sent", sentTo("con_0"), new Map([["con_0", moved]]), true],
    ["was erased or is not known", sentTo("con_0"), new Map(), true],
    ["is spelled differently only", sentTo("con_0"), new Map([["con_0", address]]), false],
    ["is of an order that was sent without one", sentTo(null), new Map(), false],
    [
      "is of an order of which no unit is left",
      factsOf([created({ liveUnits: 0 }, { sentContactId: "con_0" })], { currentQuantity: 0 }),
      new Map([["con_0", moved]]),
      false,
    ],
    [
      "is of a source order that was recalled",
      factsOf([leg("g", "recalled", [legLine("l1", 3, { liveUnits: 3 })], { sentContactId: "con_0" })], {
        currentQuantity: 0,
      }),
      new Map([["con_0", moved]]),
      false,
    ],
  ])("%s", (_, facts, addresses, is) => {
    expect(found(facts, { addresses })).toEqual(is ? reported("con_1") : []);
  });

  it("stays reported under the version that was reported first with the same address", () => {
    const addresses = new Map([
      ["con_0", moved],
      ["con_a", moved],
      ["con_b", address],
    ]);
    expect(found(sentTo("con_0"), { addresses, reported: ["con_a", "con_b", "con_1"] })).toEqual(
      reported("con_b"),
    );
  });
});

describe("a changed shipping method", () => {
  const sent = (sentShipping: LegFacts["sentShipping"]) =>
    found(factsOf([created({}, { sentShipping })])).map(({ kind, data }) => [kind, data.from, data.to]);

  it("names both methods, with a code that says more than the title", () => {
    expect(sent({ title: "Express", code: "Express" })).toEqual([
      ["shipping_changed", "Express", "Standard (STD)"],
    ]);
    expect(sent({ title: "Standard", code: null })).toEqual([
      ["shipping_changed", "Standard", "Standard (STD)"],
    ]);
  });

  it("is none where nothing was sent with the method, or no unit is left", () => {
    expect(sent({ title: "Standard", code: "STD" })).toEqual([]);
    expect(sent(null)).toEqual([]);
    const none = created({ liveUnits: 0 }, { sentShipping: { title: "Express", code: "EXP" } });
    expect(found(factsOf([none], { currentQuantity: 0 }))).toEqual([]);
  });
});

it.each<[string, Partial<LineFacts>, (string | number)[][]]>([
  ["removed units are over-pushed", { currentQuantity: 1 }, [["over_pushed", 2]]],
  ["units that the destination shipped are shipped early", { fulfilledByOthers: 2 }, [["shipped_early", 2]]],
  [
    "units may be both",
    { currentQuantity: 2, fulfilledByOthers: 1 },
    [
      ["shipped_early", 1],
      ["over_pushed", 1],
    ],
  ],
])("%s", (_, line, expected) => {
  expect(brief(factsOf([created()], line))).toEqual(expected);
});

describe("a source order that ended", () => {
  const ended = leg("e", "ended", [legLine("l1", 2)]);
  const other = (units: number) => leg("g", "created", [legLine("l1", units, { liveUnits: units })], sentAs);

  it.each<[string, LegFacts[], Partial<LineFacts>, number]>([
    ["leaves the units that it had", [ended], {}, 2],
    ["leaves units that no other supplier has", [ended, other(2)], {}, 1],
    ["leaves none where others have all", [ended, other(3)], {}, 0],
    ["leaves none that is no longer wanted", [ended], { currentQuantity: 0 }, 0],
  ])("%s", (_, legs, line, quantity) => {
    expect(brief(factsOf(legs, line))).toEqual(quantity > 0 ? [["supplier_ended", quantity]] : []);
  });

  it("is reported for its leg, and a recalled one is not reported", () => {
    expect(found(factsOf([ended]))).toMatchObject([{ legId: "e", lineItemId: null }]);
    expect(found(factsOf([leg("e", "recalled", [legLine("l1", 2)])]))).toEqual([]);
  });
});

describe("a source order that a supplier changed", () => {
  it.each<[string, number, number, Partial<LineFacts>, [string, number | null][]]>([
    ["lacks units that are wanted", 2, 1, {}, [["supplier_changed", null]]],
    ["lacks a part of a set", 8, 3, {}, [["supplier_changed", null]]],
    ["lacks units that are not wanted any more", 2, 1, { currentQuantity: 2 }, []],
    ["has a part of a set too many", 10, 3, {}, [["supplier_changed", null]]],
    ["has whole sets too many", 12, 3, {}, [["over_pushed", 1]]],
    ["has what was sent", 9, 3, {}, []],
  ])("%s", (_, liveUnits, ratio, line, expected) => {
    expect(brief(factsOf([created({ liveUnits, ratio })], line))).toEqual(expected);
  });

  it("is reported for its line with the units that it has and that were sent", () => {
    expect(found(factsOf([created({ liveUnits: 5, ratio: 3 })]))).toEqual([
      { kind: "supplier_changed", lineItemId: "l1", legId: "g", quantity: null, data: { live: 5, sent: 9 } },
    ]);
  });
});
