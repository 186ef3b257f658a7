import { expect, it } from "vitest";
import { gapOf, type SubscriptionReport } from "./subscription-report";

const before = new Date("2026-03-01T00:00:00Z");
const now = new Date("2026-03-02T00:00:00Z");
const earlier = { from: "2026-02-01T00:00:00.000Z", until: "2026-02-02T00:00:00.000Z", topics: ["A"] };
const report = (change: Partial<SubscriptionReport> = {}): SubscriptionReport => ({
  at: before.toISOString(),
  topics: ["A", "B"],
  created: [],
  changed: 0,
  removed: 0,
  refused: [],
  withoutScope: [],
  gap: null,
  ...change,
});

it("a lost subscription is a gap from the last check to this one, and a new topic is none", () => {
  expect(gapOf({ report: report(), checkedAt: before }, ["B", "NEW"], now)).toEqual({
    from: before.toISOString(),
    until: now.toISOString(),
    topics: ["B"],
  });
  expect(gapOf({ report: report(), checkedAt: before }, ["NEW"], now)).toBeNull();
});

it("a shop that was never checked has no gap", () => {
  expect(gapOf({ report: null, checkedAt: null }, ["A"], now)).toBeNull();
  expect(gapOf({ report: null, checkedAt: before }, ["A"], now)).toBeNull();
  expect(gapOf({ report: report(), checkedAt: null }, ["A"], now)).toBeNull();
});

it("an earlier gap stays until a later one replaces it", () => {
  const known = { report: report({ gap: earlier }), checkedAt: before };
  expect(gapOf(known, [], now)).toEqual(earlier);
  expect(gapOf(known, ["NEW"], now)).toEqual(earlier);
  expect(gapOf(known, ["B"], now)?.topics).toEqual(["B"]);
});
