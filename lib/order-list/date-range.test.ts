import { expect, test } from "vitest";
import { dateRange, isDay } from "./date-range";

const now = new Date("2026-03-30T22:30:00Z");
const iso = (choice: Parameters<typeof dateRange>[0], timeZone: string) => {
  const { from, to } = dateRange(choice, now, timeZone);
  return [from?.toISOString() ?? null, to?.toISOString() ?? null];
};

test("days begin at midnight in the time zone of the stores, also when the clocks change", () => {
  expect(iso({ preset: "today" }, "UTC")).toEqual(["2026-03-30T00:00:00.000Z", null]);
  expect(iso({ preset: "today" }, "Europe/Berlin")).toEqual(["2026-03-30T22:00:00.000Z", null]);
  expect(iso({ preset: "yesterday" }, "Europe/Berlin")).toEqual([
    "2026-03-29T22:00:00.000Z",
    "2026-03-30T22:00:00.000Z",
  ]);
  // On 29 March clocks went from UTC+1 to UTC+2.
  expect(iso({ from: "2026-03-29", to: "2026-03-29" }, "Europe/Berlin")).toEqual([
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
  expect(iso({ preset: "month" }, "Asia/Tokyo")).toEqual(["2026-02-28T15:00:00.000Z", null]);
  expect(iso({ preset: "7d" }, "America/Los_Angeles")).toEqual(["2026-03-24T07:00:00.000Z", null]);
});

test("a range can be open on one side", () => {
  expect(iso({ from: null, to: "2026-01-31" }, "UTC")).toEqual([null, "2026-02-01T00:00:00.000Z"]);
});

test("accepts only days that exist", () => {
  expect(["2026-02-28", "2024-02-29"].every(isDay)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "x"].some(isDay)).toBe(false);
});
