import { expect, it } from "vitest";
import { usageOf } from "./usage";

const counted = {
  usageDay: "2026-11-30",
  usageCalls: [4, 0, 0, 0, 0, 2, 1],
  usagePoints: [40, 0, 0, 0, 0, 20, 10],
};

it.each([
  ["on the day", "2026-11-30T23:59:59Z", { calls: 4, points: 40 }, { calls: 7, points: 70 }],
  // The clock of the reader is behind the one that counted.
  ["on the day before", "2026-11-29T23:59:59Z", { calls: 4, points: 40 }, { calls: 7, points: 70 }],
  ["a day later", "2026-12-01T00:00:00Z", { calls: 0, points: 0 }, { calls: 6, points: 60 }],
  ["six days later", "2026-12-06T12:00:00Z", { calls: 0, points: 0 }, { calls: 4, points: 40 }],
  ["a week later", "2026-12-07T00:00:00Z", { calls: 0, points: 0 }, { calls: 0, points: 0 }],
])("is counted %s", (_case, now, today, week) => {
  expect(usageOf(counted, new Date(now))).toEqual({ today, week });
});

it("is nothing before the first call", () => {
  const none = { calls: 0, points: 0 };
  expect(usageOf({ ...counted, usageDay: null }, new Date("2026-11-30T12:00:00Z"))).toEqual({
    today: none,
    week: none,
  });
});
