import { expect, test } from "vitest";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { codesOf } from "@/lib/domain/values/code-table";
import { checkedValues } from "@/testing/database/checked-values";
import { leg, legLine, lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { type Attention, attentionCauses, attentionLabel, attentions } from "./attention";

const now = new Date("2026-03-01T12:00:00Z");
const base = { lines: [lineFacts("l1"), lineFacts("l2")], routes: [route("l1", "a"), route("l2", "b")] };
const withLegs = (...legs: OrderFacts["legs"]) => orderFacts({ ...base, legs });

/** The most urgent cause, which the list shows. */
const attention = (...given: Parameters<typeof attentionCauses>): Attention | null =>
  attentionCauses(...given)[0] ?? null;

test("an order that waits automatically, is on its way or is pushed needs no attention", () => {
  expect(attention(orderFacts(base), now)).toBeNull();
  expect(attention(withLegs(leg("g1", "planned", [legLine("l1", 3)])), now)).toBeNull();
  expect(attention(withLegs(leg("g1", "created", [legLine("l1", 3, { liveUnits: 3 })])), now)).toBeNull();
  expect(
    attention(orderFacts({ ...base, order: orderHead({ financialStatus: "PENDING" }) }), now),
  ).toBeNull();
});

test("a hold needs no attention: a user decided on it, and the list has a filter for it", () => {
  expect(attention(orderFacts({ ...base, order: orderHead({ heldAt: now }) }), now)).toBeNull();
});

test("an uncertain leg comes before a refused one, and a claim whose lease has ended is uncertain", () => {
  const rejected = leg("g1", "rejected", [legLine("l1", 3)]);
  expect(attention(withLegs(rejected), now)).toBe("rejected");
  expect(attention(withLegs(rejected, leg("g2", "uncertain", [legLine("l2", 3)])), now)).toBe("uncertain");
  const claimed = (until: number) =>
    leg("g2", "claimed", [legLine("l2", 3)], { leaseUntil: new Date(now.getTime() + until) });
  expect(attention(withLegs(claimed(1)), now)).toBeNull();
  expect(attention(withLegs(claimed(0)), now)).toBe("uncertain");
});

test("a stop needs attention only where a user can remove it and units are left to push", () => {
  const contact = { ...orderHead().contact, shippingAddress: null };
  expect(attention(orderFacts({ ...base, order: orderHead({ contact }) }), now)).toBe("held");
  const cancelled = orderHead({ contact, cancelledAt: now });
  expect(attention(orderFacts({ ...base, order: cancelled }), now)).toBeNull();
  expect(attention(orderFacts({ lines: base.lines, order: orderHead({ contact }) }), now)).toBeNull();
});

test("a leg behind a problem of its source store is parked; a throttled leg is not", () => {
  const waiting = (causeCode: string) => leg("g1", "planned", [legLine("l1", 3)], { causeCode });
  expect(attention(withLegs(waiting("unauthorized")), now)).toBe("parked");
  expect(attention(withLegs(waiting("throttled")), now)).toBeNull();
});

test("each open change card is a cause, between refused legs and held orders", () => {
  const order = orderHead({ openChanges: ["over_pushed", "address_changed"] });
  const rejected = leg("g1", "rejected", [legLine("l1", 3)]);
  expect(attentionCauses(orderFacts({ ...base, order, legs: [rejected] }), now)).toEqual([
    "rejected",
    "address_changed",
    "over_pushed",
  ]);
  expect(attentionCauses(orderFacts({ ...base, order }), now)[0]).toBe("address_changed");
});

test("every cause has a label of its own, and the database knows the same causes", () => {
  const causes = codesOf(attentions);
  expect(new Set(causes.map(attentionLabel)).size).toBe(causes.length);
  expect([...causes].sort()).toEqual(checkedValues("order_attention"));
  expect(attentionLabel("price_changed")).toBe("Price changed");
});
