import { describe, expect, it } from "vitest";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { planPush, routeOf } from "@/lib/domain/push/push-plan";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { nextSupplier, planAutomatic } from "./next-supplier";

const refused = leg("g", "rejected", [legLine("l1", 3)], {
  pushMode: "automatic",
  causeCode: "out_of_stock",
});
const facts = (change: Partial<OrderFacts> = {}, offerNext = true): OrderFacts => {
  const base = orderFacts({
    lines: [lineFacts("l1")],
    routes: [route("l1", "a", { rank: 1 }), route("l1", "b", { rank: 2 })],
    legs: [refused],
    ...change,
  });
  return { ...base, store: { ...base.store, offerNext } };
};
const settled = new Set(["g"]);
const stores = (plan: ReturnType<typeof planPush>) => plan.legs.map((each) => each.sourceStoreId);

describe("the next supplier in rank", () => {
  it.each(["recalled", "ended", "skipped"] as const)("gets the units of a leg that was %s", (state) => {
    const given = facts({ legs: [{ ...refused, state }] }, false);
    expect(routeOf(given, "l1")?.sourceStoreId).toBe("b");
    expect(stores(planPush(given, { mode: "manual", choice: null }))).toEqual(["b"]);
    expect(planPush(given, { mode: "automatic", choice: null }).left).toMatchObject([{ reason: "released" }]);
    const offered = { ...given, store: { ...given.store, offerNext: true } };
    expect(stores(planPush(offered, { mode: "automatic", choice: null }))).toEqual(["b"]);
  });

  it("gets the units that a supplier removed from the source order", () => {
    const cut = leg("g", "created", [legLine("l1", 3, { liveUnits: 1 })], { pushMode: "automatic" });
    const given = facts({ legs: [cut] });
    const plan = planPush(given, { mode: "automatic", choice: null });
    expect(plan.legs).toMatchObject([{ sourceStoreId: "b", lines: [{ lineItemId: "l1", quantity: 2 }] }]);
    const off = facts({ legs: [cut] }, false);
    expect(planPush(off, { mode: "automatic", choice: null }).left).toMatchObject([{ reason: "released" }]);
  });

  it("is never the store that returned the units: without another, only a user may push them", () => {
    const routes = [route("l1", "a")];
    const given = facts({ routes, legs: [{ ...refused, state: "ended" }] });
    expect(planPush(given, { mode: "automatic", choice: null }).left).toMatchObject([{ reason: "released" }]);
    expect(stores(planPush(given, { mode: "manual", choice: null }))).toEqual(["a"]);
  });

  it("gets nothing when every store has returned the units", () => {
    const legs = [
      { ...refused, state: "ended" as const },
      leg("h", "skipped", [legLine("l1", 3)], { sourceStoreId: "b", connectionId: "con_b" }),
    ];
    expect(planPush(facts({ legs }), { mode: "automatic", choice: null }).left).toMatchObject([
      { reason: "released" },
    ]);
  });
});

describe("automatic push of a refused leg", () => {
  it("gives the leg up and plans the next supplier", () => {
    const { plan, givenUp } = planAutomatic(facts(), settled);
    expect(givenUp.map((each) => each.id)).toEqual(["g"]);
    expect(stores(plan)).toEqual(["b"]);
    expect(plan.legs[0]?.lines).toMatchObject([{ lineItemId: "l1", quantity: 3 }]);
  });

  it.each<[string, OrderFacts, ReadonlySet<string>]>([
    ["the store setting is off", facts({}, false), settled],
    ["a send may still have arrived", facts(), new Set()],
    ["a user pushed it", facts({ legs: [{ ...refused, pushMode: "manual" }] }), settled],
    [
      "the order itself was refused",
      facts({ legs: [{ ...refused, causeCode: "address_refused" }] }),
      settled,
    ],
    ["there is no other supplier", facts({ routes: [route("l1", "a")] }), settled],
    [
      "the other supplier gets manual pushes only",
      facts({ routes: [route("l1", "a"), route("l1", "b", { rank: 2, autoPush: false })] }),
      settled,
    ],
    [
      "only a part has another supplier",
      facts({
        lines: [lineFacts("l1"), lineFacts("l2")],
        routes: [route("l1", "a"), route("l1", "b", { rank: 2000 }), route("l2", "a")],
        legs: [{ ...refused, lines: [legLine("l1", 3), legLine("l2", 3)] }],
      }),
      settled,
    ],
  ])("leaves it to a user where %s", (_, given, none) => {
    const { plan, givenUp } = planAutomatic(given, none);
    expect(givenUp).toEqual([]);
    expect(plan.legs).toEqual([]);
  });
});

it("names the source store that would get the units of a leg", () => {
  expect(nextSupplier(facts(), refused)).toBe("b");
  expect(nextSupplier(facts({ routes: [route("l1", "a")] }), refused)).toBeNull();
});
