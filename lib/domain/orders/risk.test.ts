import { expect, it } from "vitest";
import { isAtRisk } from "./risk";

it.each([
  [null, null, false],
  ["NONE", "NONE", false],
  ["PENDING", null, false],
  ["LOW", "ACCEPT", false],
  ["MEDIUM", "INVESTIGATE", false],
  ["HIGH", null, true],
  ["A_NEW_LEVEL", null, true],
  ["LOW", "CANCEL", true],
  [null, "CANCEL", true],
  ["LOW", "A_NEW_RECOMMENDATION", false],
])(
  "an order with the risk %s and the recommendation %s is at risk: %j",
  (riskLevel, riskRecommendation, is) => {
    expect(isAtRisk({ riskLevel, riskRecommendation })).toBe(is);
  },
);
