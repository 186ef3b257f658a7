import { expect, it } from "vitest";
import type { OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import type { NotReady } from "@/lib/domain/orders/order";
import {
  heldUnits,
  leg,
  legLine,
  lineFacts,
  orderFacts,
  orderHead,
  route,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { nextCheck } from "./next-check";

const now = new Date("2026-03-10T12:00:00Z");
const order = (notReady: NotReady[], head: Partial<OrderHead> = {}): OrderFacts =>
  orderFacts({
    order: orderHead(head),
    lines: [lineFacts("l1", { notReady })],
    routes: [route("l1", "a")],
  });
const minutesOf = (facts: OrderFacts) => {
  const at = nextCheck(facts, now);
  return at === null ? null : (at.getTime() - now.getTime()) / 60_000;
};

it.each<[string, OrderFacts, number | null]>([
  ["an order that waits for nothing", order([]), null],
  [
    "the first of two dates",
    order([scheduledUnits(1, "2026-03-10T15:00:00Z"), scheduledUnits(1, "2026-03-10T13:00:00Z")]),
    60,
  ],
  ["a date that has passed", order([scheduledUnits(1, "2026-03-10T11:59:00Z")]), 10],
  ["a hold on an old order", order([heldUnits(1)]), 24 * 60],
  ["a hold on a new order", order([heldUnits(1)], { createdAt: now }), 60],
  [
    "a hold on an order of two hours",
    order([heldUnits(1)], { createdAt: new Date("2026-03-10T10:00:00Z") }),
    120,
  ],
  ["a risk", order([], { riskLevel: "HIGH" }), 24 * 60],
  ["a status that says held", order([], { fulfillmentStatus: "ON_HOLD" }), 24 * 60],
  ["a status that says scheduled", order([], { fulfillmentStatus: "SCHEDULED" }), 24 * 60],
  ["an order that was pushed", { ...order([heldUnits(3)]), legs: [pushed()] }, null],
  ["a cancelled order", order([heldUnits(1)], { cancelledAt: now }), null],
  [
    "automatic push switched off",
    { ...order([heldUnits(1)]), store: { ...orderFacts().store, autoPushSince: null } },
    null,
  ],
])("checks again: %s", (_, facts, minutes) => {
  expect(minutesOf(facts)).toBe(minutes);
});

function pushed() {
  return leg("g", "created", [legLine("l1", 3, { liveUnits: 3 })], { pushMode: "automatic" });
}
