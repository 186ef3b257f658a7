import { expect, it } from "vitest";
import { dateTime, offsetMinutes, payloadTime } from "./time-format";

it.each([
  ["2026-11-23T13:00:00.987Z", "America/New_York", "2026-11-23T08:00:00-05:00"],
  ["2026-07-01T12:00:00.000Z", "America/New_York", "2026-07-01T08:00:00-04:00"],
  ["2026-12-31T23:30:00.000Z", "Europe/Berlin", "2027-01-01T00:30:00+01:00"],
  ["2026-11-23T12:00:00.000Z", "Asia/Kolkata", "2026-11-23T17:30:00+05:30"],
  ["2026-11-23T12:00:00.000Z", "UTC", "2026-11-23T12:00:00+00:00"],
])("payloadTime: %s in %s", (iso, timezone, text) => {
  expect(payloadTime(iso, timezone)).toBe(text);
});

it("dateTime cuts to seconds", () => {
  expect(dateTime("2026-11-23T08:00:00.987Z")).toBe("2026-11-23T08:00:00Z");
});

it("offsetMinutes is negative west of UTC", () => {
  expect(offsetMinutes(new Date("2026-11-23T12:00:00Z"), "America/St_Johns")).toBe(-210);
});

it("no time stays no time", () => {
  expect([dateTime(null), payloadTime(null, "UTC")]).toEqual([null, null]);
});
