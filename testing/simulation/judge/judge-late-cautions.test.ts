import { expect, test } from "vitest";
import type { Order } from "@/sandbox/state/order-types";
import { newFindings } from "./findings";
import { judgeLateCautions } from "./judge-late-cautions";
import type { OrderRow, ProductRows } from "./product-rows";

const AT = "2026-03-01T12:00:00.000Z";

/** What the judge says of a pushed order, of which one unit is at its supplier. */
function judged(change: {
  level?: string;
  accepted?: string[];
  openChanges?: string[];
  announcedAt?: number;
}) {
  const { level = "HIGH", accepted = [], openChanges = [], announcedAt = Date.parse(AT) } = change;
  const order = { risk: [{ level }], fulfillmentOrders: [], cancelledAt: null, updatedAt: AT };
  const rows = {
    legs: [{ id: "leg_1", orderId: "ord_1", state: "created", accepted }],
    legLines: [{ legId: "leg_1", ratio: 1, liveUnits: 1, shippedUnits: 0 }],
  };
  const findings = newFindings();
  judgeLateCautions({
    order: order as unknown as Order,
    row: { id: "ord_1", name: "#1001", openChanges } as unknown as OrderRow,
    rows: rows as unknown as ProductRows,
    ...{ announcedAt, findings },
  });
  return { violations: findings.violations.length, excused: findings.excused.length };
}

test("a risk that the push did not know of needs a change card, unless its webhook was lost", () => {
  expect(judged({})).toEqual({ violations: 1, excused: 0 });
  expect(judged({ announcedAt: 0 })).toEqual({ violations: 0, excused: 1 });
  const none = { violations: 0, excused: 0 };
  expect(judged({ accepted: ["risk"] })).toEqual(none);
  expect(judged({ openChanges: ["risk_raised"] })).toEqual(none);
  expect(judged({ level: "LOW" })).toEqual(none);
});

test("a card for a risk or a hold that the shop does not report is wrong", () => {
  const openChanges = ["risk_raised", "held_after_push"];
  expect(judged({ level: "LOW", openChanges })).toEqual({ violations: 2, excused: 0 });
});
