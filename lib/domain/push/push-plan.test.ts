import { describe, expect, it } from "vitest";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { lineQuantities, orderQuantities } from "@/lib/domain/orders/quantities";
import {
  heldUnits,
  leg,
  legLine,
  lineFacts,
  orderFacts,
  orderHead,
  randomFacts,
  route,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { automaticRefusal, planPush, rebuildLeg, routeOf, shrinkToTarget } from "./push-plan";

const all = { mode: "manual", choice: null } as const;
const automatic = { mode: "automatic", choice: null } as const;
const two: OrderFacts = orderFacts({
  lines: [lineFacts("l1"), lineFacts("l2")],
  routes: [route("l1", "a"), route("l2", "b")],
});
const sent = (plan: ReturnType<typeof planPush>) =>
  plan.legs.map((each) => [each.sourceStoreId, each.lines.map((line) => [line.lineItemId, line.quantity])]);

describe("routing", () => {
  it("takes the best usable rank, the lower store id among equal ranks, and the best rank if none is usable", () => {
    const routes = [route("l1", "b", { rank: 2 }), route("l1", "a", { rank: 1, usable: false })];
    expect(routeOf(orderFacts({ routes }), "l1")?.sourceStoreId).toBe("b");
    const equal = [route("l1", "b"), route("l1", "a")];
    expect(routeOf(orderFacts({ routes: equal }), "l1")?.sourceStoreId).toBe("a");
    const none = routes.map((each) => ({ ...each, usable: false }));
    expect(routeOf(orderFacts({ routes: none }), "l1")?.sourceStoreId).toBe("a");
    expect(routeOf(orderFacts({ routes }), "l2")).toBeNull();
  });
});

describe("a plan", () => {
  it("sends each line to its store; only the first leg carries shipping", () => {
    const plan = planPush(two, all);
    expect(sent(plan)).toEqual([
      ["a", [["l1", 3]]],
      ["b", [["l2", 3]]],
    ]);
    expect(plan.legs.map((each) => each.carriesShipping)).toEqual([true, false]);
    expect(plan.left).toEqual([]);
  });

  it("leaves out lines that were not chosen", () => {
    const plan = planPush(two, { mode: "manual", choice: ["b"] });
    expect(sent(plan)).toEqual([["b", [["l2", 3]]]]);
    expect(plan.left).toEqual([{ lineItemId: "l1", quantity: 3, reason: "not_chosen" }]);
  });

  it("sends the lines and quantities that a user chose to the chosen store, never more than is open", () => {
    const facts = { ...two, routes: [...two.routes, route("l1", "b", { rank: 2000, ratio: 2 })] };
    const plan = planPush(facts, {
      ...all,
      lines: [
        { lineItemId: "l1", sourceStoreId: "a", quantity: 1 },
        { lineItemId: "l1", sourceStoreId: "b", quantity: 9 },
      ],
    });
    expect(sent(plan)).toEqual([
      ["a", [["l1", 1]]],
      ["b", [["l1", 2]]],
    ]);
    expect(plan.legs[1]?.lines[0]?.route.ratio).toBe(2);
    expect(plan.left).toEqual([{ lineItemId: "l2", quantity: 3, reason: "not_chosen" }]);
  });

  it("adds up a line that was chosen twice for one store, and leaves out a store without a mapping", () => {
    const chosen = (sourceStoreId: string) => ({ lineItemId: "l1", sourceStoreId, quantity: 1 });
    const plan = planPush(two, { ...all, lines: [chosen("a"), chosen("a"), chosen("z")] });
    expect(sent(plan)).toEqual([["a", [["l1", 2]]]]);
    expect(plan.left).toMatchObject([
      { lineItemId: "l1", quantity: 1, reason: "not_mapped" },
      { lineItemId: "l2", quantity: 3, reason: "not_chosen" },
    ]);
  });

  it("leaves out lines that are not mapped or not connected", () => {
    const plan = planPush({ ...two, routes: [route("l1", "a", { usable: false })] }, all);
    expect(plan.legs).toEqual([]);
    expect(plan.left.map((each) => each.reason)).toEqual(["connection_not_active", "not_mapped"]);
  });

  it("plans open units only, and shipping once", () => {
    const taken = leg("g", "uncertain", [legLine("l1", 2)], { carriesShipping: true });
    const plan = planPush({ ...two, legs: [taken] }, all);
    expect(sent(plan)).toEqual([
      ["a", [["l1", 1]]],
      ["b", [["l2", 3]]],
    ]);
    expect(plan.legs.some((each) => each.carriesShipping)).toBe(false);
    const gone = { ...taken, state: "superseded" as const };
    expect(planPush({ ...two, legs: [gone] }, all).legs[0]?.carriesShipping).toBe(true);
  });

  it("leaves out a store that gets manual pushes only, unless a user pushes", () => {
    const facts = { ...two, routes: [route("l1", "a"), route("l2", "b", { autoPush: false })] };
    expect(sent(planPush(facts, automatic))).toEqual([["a", [["l1", 3]]]]);
    expect(planPush(facts, automatic).left).toMatchObject([{ lineItemId: "l2", reason: "by_hand" }]);
    expect(planPush(facts, all).legs).toHaveLength(2);
  });

  it("sends no partial order where these are not allowed; lines that are not mapped do not count", () => {
    const store = { ...two.store, partsAllowed: false };
    const byHand = [route("l1", "a"), route("l2", "b", { autoPush: false })];
    const held = planPush({ ...two, store, routes: byHand }, automatic);
    expect(held.legs).toEqual([]);
    expect(held.left.map((each) => each.reason).sort()).toEqual(["by_hand", "waits_for_all"]);
    expect(planPush({ ...two, store, routes: byHand }, all).legs).toHaveLength(2);
    expect(planPush({ ...two, store, routes: [route("l1", "a")] }, automatic).legs).toHaveLength(1);
  });

  it.each(["recalled", "ended", "skipped"] as const)(
    "leaves out units of a leg that was %s, unless a user pushes",
    (state) => {
      const facts = { ...two, legs: [leg("g", state, [legLine("l1", 3)])] };
      expect(sent(planPush(facts, automatic))).toEqual([["b", [["l2", 3]]]]);
      expect(planPush(facts, automatic).left).toMatchObject([{ lineItemId: "l1", reason: "released" }]);
      expect(planPush(facts, all).legs).toHaveLength(2);
    },
  );

  it("leaves out what Shopify holds or has scheduled, unless a user pushes", () => {
    const lines = [
      lineFacts("l1", { notReady: [heldUnits(1), scheduledUnits(1, "2026-04-01T00:00:00Z")] }),
      lineFacts("l2", { notReady: [heldUnits(3)] }),
    ];
    const facts = { ...two, lines };
    expect(sent(planPush(facts, automatic))).toEqual([["a", [["l1", 1]]]]);
    expect(planPush(facts, automatic).left).toEqual([
      { lineItemId: "l1", quantity: 1, reason: "held_in_shopify" },
      { lineItemId: "l1", quantity: 1, reason: "scheduled" },
      { lineItemId: "l2", quantity: 3, reason: "held_in_shopify" },
    ]);
    expect(sent(planPush(facts, all))).toEqual([
      ["a", [["l1", 3]]],
      ["b", [["l2", 3]]],
    ]);
    const whole = { ...facts, store: { ...facts.store, partsAllowed: false } };
    expect(planPush(whole, automatic).legs).toEqual([]);
  });

  it("plans or leaves out each open unit once, for any facts", () => {
    let planned = 0;
    for (let seed = 1; seed <= 2000; seed += 1) {
      const facts = randomFacts(seed);
      const lines = facts.lines.flatMap((line) =>
        ["a", "b"].map((sourceStoreId) => ({ lineItemId: line.id, sourceStoreId, quantity: 1 + (seed % 4) })),
      );
      for (const request of [all, automatic, { ...all, lines }]) {
        const plan = planPush(facts, request);
        for (const [id, q] of orderQuantities(facts)) {
          const of = (lines: { lineItemId: string; quantity: number }[]) =>
            lines.filter((line) => line.lineItemId === id).reduce((sum, line) => sum + line.quantity, 0);
          const units = of(plan.legs.flatMap((each) => each.lines));
          expect(units + of(plan.left), `seed ${seed}, line ${id}`).toBe(q.open + q.incomplete);
          planned += units;
        }
      }
    }
    expect(planned).toBeGreaterThan(500);
  });
});

describe("automatic push", () => {
  const facts = two;
  it.each<[string, OrderFacts, string | null]>([
    ["plans", facts, null],
    ["is off", { ...facts, store: { ...facts.store, autoPushSince: null } }, "switched_off"],
    [
      "was switched on after the order",
      { ...facts, store: { ...facts.store, autoPushSince: new Date("2027-01-01") } },
      "created_before",
    ],
    [
      "does not touch an order that a user pushed",
      { ...facts, legs: [leg("g", "created", [legLine("l1", 3, { liveUnits: 3 })])] },
      "pushed_by_person",
    ],
    ["does not push over a stop", { ...facts, order: orderHead({ cancelledAt: new Date() }) }, "held"],
    ["does not push over a caution", { ...facts, order: orderHead({ test: true }) }, "held"],
  ])("%s", (_, given, refusal) => {
    expect(automaticRefusal(given)).toBe(refusal);
  });
});

describe("rebuilding a leg", () => {
  const planned = leg("g", "planned", [legLine("l1", 1, { askedQuantity: 2 })]);
  it("widens to the quantity that was asked for, and takes the current mapping to the same store", () => {
    const routes = [route("l1", "a", { ratio: 4 }), route("l1", "b", { rank: 1 })];
    const [line] = rebuildLeg({ ...two, routes, legs: [planned] }, planned);
    expect(line).toMatchObject({ quantity: 2, route: { sourceStoreId: "a", ratio: 4 } });
  });
  it.each<[string, Partial<OrderFacts>]>([
    ["no longer mapped to the store", { routes: [route("l1", "b")] }],
    ["not connected", { routes: [route("l1", "a", { usable: false })] }],
    ["refunded", { lines: [lineFacts("l1", { currentQuantity: 0 })] }],
    ["taken by another leg", { legs: [planned, leg("h", "uncertain", [legLine("l1", 3)])] }],
  ])("keeps nothing of a line that is %s", (_, change) => {
    const [line] = rebuildLeg({ ...two, legs: [planned], ...change }, planned);
    expect(line?.quantity).toBe(0);
  });
  it("keeps only the ready units of an automatic leg, and all units of a manual one", () => {
    const lines = [lineFacts("l1", { notReady: [heldUnits(2)] }), lineFacts("l2")];
    const quantityIn = (pushMode: "automatic" | "manual") => {
      const wide = leg("g", "planned", [legLine("l1", 3)], { pushMode });
      return rebuildLeg({ ...two, lines, legs: [wide] }, wide)[0]?.quantity;
    };
    expect(quantityIn("automatic")).toBe(1);
    expect(quantityIn("manual")).toBe(3);
  });
  it("is never wider than asked for and never over the target, for any facts", () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const facts = randomFacts(seed);
      for (const each of facts.legs) {
        const others = facts.legs.filter((other) => other !== each);
        for (const line of rebuildLeg(facts, each)) {
          const asked = each.lines.find((candidate) => candidate.id === line.id)?.askedQuantity ?? 0;
          const of = facts.lines.find((candidate) => candidate.id === line.lineItemId);
          if (!of) throw new Error("the line is there");
          expect(line.quantity, `seed ${seed}`).toBeLessThanOrEqual(asked);
          expect(line.quantity).toBeLessThanOrEqual(lineQuantities(facts.order, of, others).open);
        }
      }
    }
  });
});

it("shrinks planned and rejected legs, newest first", () => {
  const facts = orderFacts({
    lines: [lineFacts("l1", { currentQuantity: 1 })],
    legs: [
      leg("g1", "claimed", [legLine("l1", 2, { id: "lgl_1" })]),
      leg("g2", "planned", [legLine("l1", 1, { id: "lgl_2" })]),
      leg("g3", "rejected", [legLine("l1", 1, { id: "lgl_3" })]),
    ],
  });
  expect(shrinkToTarget(facts)).toEqual([
    { legLineId: "lgl_3", quantity: 0 },
    { legLineId: "lgl_2", quantity: 0 },
  ]);
});
