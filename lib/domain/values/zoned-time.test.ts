import { expect, it } from "vitest";
import { zonedTime } from "./zoned-time";

it.each([
  ["2026-03-01T12:00:00Z", "Europe/Helsinki", "2026-03-01T14:00:00+02:00"],
  ["2026-07-01T22:30:05.900Z", "Europe/Berlin", "2026-07-02T00:30:05+02:00"],
  ["2026-01-01T03:00:00Z", "America/St_Johns", "2025-12-31T23:30:00-03:30"],
  ["2026-03-01T12:00:00Z", "UTC", "2026-03-01T12:00:00+00:00"],
  ["2026-03-01T12:00:00Z", "Mars/Olympus", "2026-03-01T12:00:00+00:00"],
])("%s in %s", (at, zone, text) => {
  expect(zonedTime(new Date(at), zone)).toBe(text);
  expect(new Date(text).getTime()).toBe(Math.floor(Date.parse(at) / 1000) * 1000);
});
