import { expect, it } from "vitest";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { codesOf } from "@/lib/domain/values/code-table";
import { checkedValues } from "@/testing/database/checked-values";
import { leg, legLine, lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { nothingReasonLabel, pushStatus, pushStatuses, pushStatusText } from "./push-status";

const date = new Date("2026-03-02T00:00:00Z");
const one = [lineFacts("l1")];
const mapped = [route("l1", "a")];
const created = (live: number, line = "l1") =>
  leg(`g_${line}`, "created", [legLine(line, 3, { liveUnits: live })]);

type Case = [string, Partial<OrderFacts>, string, string | null];

it.each<Case>([
  ["mapped and untouched", { lines: one, routes: mapped }, "not_pushed", null],
  [
    "reserved only",
    { lines: one, routes: mapped, legs: [leg("g", "planned", [legLine("l1", 3)])] },
    "not_pushed",
    null,
  ],
  [
    "uncertain only",
    { lines: one, routes: mapped, legs: [leg("g", "uncertain", [legLine("l1", 3)])] },
    "not_pushed",
    null,
  ],
  ["covered whole", { lines: one, routes: mapped, legs: [created(3)] }, "pushed", null],
  ["covered without a mapping any more", { lines: one, legs: [created(3)] }, "pushed", null],
  ["covered in part", { lines: one, routes: mapped, legs: [created(2)] }, "partially_pushed", null],
  [
    "one of two synced lines",
    {
      lines: [...one, lineFacts("l2")],
      routes: [...mapped, route("l2", "b")],
      legs: [created(3)],
    },
    "partially_pushed",
    null,
  ],
  [
    "the only synced line of two",
    { lines: [...one, lineFacts("l2")], routes: mapped, legs: [created(3)] },
    "pushed",
    null,
  ],
  [
    "over-pushed after a refund",
    { lines: [lineFacts("l1", { currentQuantity: 1 })], routes: mapped, legs: [created(3)] },
    "pushed",
    null,
  ],
  [
    "recalled",
    { lines: one, routes: mapped, legs: [leg("g", "recalled", [legLine("l1", 3, { liveUnits: 3 })])] },
    "not_pushed",
    null,
  ],
  [
    "cancelled and pushed",
    { order: orderHead({ cancelledAt: date }), lines: one, routes: mapped, legs: [created(3)] },
    "cancelled",
    null,
  ],
  ["cancelled and not synced", { order: orderHead({ cancelledAt: date }), lines: one }, "cancelled", null],
  ["deleted", { order: orderHead({ deletedAt: date }), lines: one, routes: mapped }, "cancelled", null],
  ["nothing mapped", { lines: one }, "nothing_to_push", "nothing_synced"],
  [
    "the open line is not mapped, the mapped one is refunded",
    { lines: [lineFacts("l1", { currentQuantity: 0 }), lineFacts("l2")], routes: mapped },
    "nothing_to_push",
    "nothing_synced",
  ],
  [
    "all refunded",
    { lines: [lineFacts("l1", { currentQuantity: 0 })], routes: mapped },
    "nothing_to_push",
    "all_refunded",
  ],
  [
    "all shipped by others",
    { lines: [lineFacts("l1", { fulfilledByOthers: 3 })], routes: mapped },
    "nothing_to_push",
    "shipped_by_others",
  ],
  [
    "nothing needs shipping",
    { lines: [lineFacts("l1", { requiresShipping: false })], routes: mapped },
    "nothing_to_push",
    "no_shipping_needed",
  ],
  [
    "a gift card that Shopify fulfilled without a shipment",
    { lines: [lineFacts("l1", { giftCard: true, requiresShipping: false, fulfilledByOthers: 3 })] },
    "nothing_to_push",
    "no_shipping_needed",
  ],
  [
    "a gift card and a mapped line that others shipped",
    {
      lines: [lineFacts("l1", { fulfilledByOthers: 3 }), lineFacts("l2", { giftCard: true })],
      routes: mapped,
    },
    "nothing_to_push",
    "shipped_by_others",
  ],
])("%s", (_, change, status, reason) => {
  expect(pushStatus(orderFacts(change))).toMatchObject({ status, reason });
});

it("counts synced items without tips and ended legs, also of a cancelled order", () => {
  const facts = orderFacts({
    lines: [lineFacts("l1"), lineFacts("l2"), lineFacts("l3"), lineFacts("tip", { tip: true })],
    routes: [...mapped, route("tip", "a")],
    legs: [
      leg("g2", "created", [legLine("l2", 3, { liveUnits: 3 })]),
      leg("g3", "ended", [legLine("l3", 3, { liveUnits: 3 })]),
    ],
  });
  expect(pushStatus(facts)).toMatchObject({ syncedItems: 2, totalItems: 3 });
  const cancelled = { ...facts, order: orderHead({ cancelledAt: date }) };
  expect(pushStatus(cancelled)).toMatchObject({ status: "cancelled", syncedItems: 2, totalItems: 3 });
});

it("has the statuses that the database allows, each with a label", () => {
  expect(codesOf(pushStatuses).sort()).toEqual(checkedValues("order_push_status"));
  expect(pushStatusText({ pushStatus: "partially_pushed", unsyncedItems: 0 })).toBe("Partially pushed");
  expect(pushStatusText({ pushStatus: "half_pushed", unsyncedItems: 0 })).toBe("Half pushed");
});

it("says why nothing is to be pushed, also for a stored reason that this version does not know", () => {
  expect(nothingReasonLabel("nothing_synced")).toBe("No item is synced");
  expect(nothingReasonLabel(null)).toBe("Nothing to push");
  expect(nothingReasonLabel("all_lost")).toBe("All lost");
});

it("says how many items are not synced, of orders that are to be pushed or are pushed", () => {
  const text = (pushStatus: string, unsyncedItems: number) => pushStatusText({ pushStatus, unsyncedItems });
  expect(text("pushed", 1)).toBe("Pushed, 1 item not synced");
  expect(text("not_pushed", 2)).toBe("Not pushed, 2 items not synced");
  expect(text("cancelled", 1)).toBe("Cancelled");
  expect(text("nothing_to_push", 1)).toBe("Nothing to push");
});

it("counts as not synced only items that need shipping, are wanted and go to no source store", () => {
  const lines = [
    lineFacts("l1"),
    lineFacts("l2"),
    lineFacts("l3", { giftCard: true }),
    lineFacts("l4", { currentQuantity: 0 }),
    lineFacts("l5", { fulfilledByOthers: 3 }),
    lineFacts("l6", { tip: true }),
  ];
  const pushed = leg("g1", "created", [legLine("l1", 3, { liveUnits: 3 })]);
  const facts = orderFacts({ lines, legs: [pushed], routes: [route("l1", "a")] });
  expect(pushStatus(facts)).toMatchObject({ status: "pushed", unsyncedItems: 1 });
});
