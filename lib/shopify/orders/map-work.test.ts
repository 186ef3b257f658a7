import { describe, expect, it } from "vitest";
import { mapRisk } from "./map-risk";
import { hidesUnits, mapWork, notReadyOf } from "./map-work";

const LINE = "gid://shopify/LineItem/1";
const work = (status: string, units: number, more: Record<string, unknown> = {}) => ({
  id: `gid://shopify/FulfillmentOrder/${status}`,
  status,
  fulfillmentHolds: [],
  lineItems: [{ remainingQuantity: units, lineItem: { id: LINE } }],
  ...more,
});
const notReady = (...all: Record<string, unknown>[]) => notReadyOf(mapWork(all, []), LINE);

describe("mapWork", () => {
  it("takes held units with all reasons, and scheduled units with their date", () => {
    const held = work("ON_HOLD", 2, {
      fulfillmentHolds: [{ reason: "OTHER" }, { reason: "AWAITING_PAYMENT" }],
    });
    const scheduled = work("SCHEDULED", 1, { fulfillAt: "2026-12-24T10:00:00Z" });
    expect(notReady(scheduled, held)).toEqual([
      { kind: "held", units: 2, reasons: ["AWAITING_PAYMENT", "OTHER"], fulfillAt: null },
      { kind: "scheduled", units: 1, reasons: [], fulfillAt: "2026-12-24T10:00:00.000Z" },
    ]);
    expect(notReady(held, scheduled)).toEqual(notReady(scheduled, held));
  });

  it.each(["OPEN", "IN_PROGRESS", "INCOMPLETE", "CLOSED", "CANCELLED"])(
    "takes %s as nothing that waits",
    (status) => {
      expect(notReady(work(status, 1))).toEqual([]);
    },
  );

  it("holds units of a status that is not known", () => {
    expect(notReady(work("TELEPORTED", 1))).toMatchObject([{ kind: "held", reasons: ["TELEPORTED"] }]);
  });

  it("tells whether units that are to be shipped are in no fulfillment order", () => {
    const line = { shopifyGid: LINE, requiresShipping: true, giftCard: false, unfulfilledQuantity: 2 };
    const hides = (change: object, ...all: Record<string, unknown>[]) =>
      hidesUnits(mapWork(all, []), [{ ...line, ...change }]);
    expect(hides({}, work("OPEN", 1), work("ON_HOLD", 1))).toBe(false);
    expect(hides({}, work("OPEN", 1))).toBe(true);
    expect(hides({}, work("CLOSED", 2))).toBe(true);
    expect(hides({ unfulfilledQuantity: 0 })).toBe(false);
    expect(hides({ requiresShipping: false })).toBe(false);
  });
});

it.each([
  [[], null],
  [["LOW", "HIGH", "A_NEW_ONE"], "HIGH"],
  [["LOW", "MEDIUM"], "MEDIUM"],
  [["LOW", "A_NEW_ONE"], "A_NEW_ONE"],
  [["NONE", "PENDING"], "PENDING"],
])("the highest risk of %s is %s", (levels, highest) => {
  const risk = { recommendation: "CANCEL", assessments: levels.map((riskLevel) => ({ riskLevel })) };
  expect(mapRisk(risk)).toEqual({ riskLevel: highest, riskRecommendation: "CANCEL" });
});
