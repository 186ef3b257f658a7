import { expect, test } from "vitest";
import { exactInstant, relativeInstant } from "./format-instant";
import { formatMoney } from "./format-money";

test("money is exact for every exponent, and an unknown currency is shown as text", () => {
  expect(formatMoney(1250, "EUR")).toBe("€12.50");
  expect(formatMoney(1200, "JPY")).toBe("¥1,200");
  expect(formatMoney(12345, "KWD")).toMatch(/KWD\s12\.345/);
  expect(formatMoney(-5, "USD")).toBe("-$0.05");
  expect(formatMoney(900719925474099, "USD")).toBe("$9,007,199,254,740.99");
  expect(formatMoney(100, "??")).toBe("1.00 ??");
});

test("times are relative within a week, then dates in the store's time zone; the exact time names the zone", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const ago = (ms: number) => relativeInstant(new Date(now.getTime() - ms), now, "Asia/Tokyo");
  expect(ago(5_000)).toBe("just now");
  expect(ago(5 * 60_000)).toBe("5 min ago");
  expect(ago(3 * 3_600_000)).toBe("3 h ago");
  expect(ago(30 * 3_600_000)).toBe("1 day ago");
  expect(relativeInstant(new Date("2026-02-28T20:00:00Z"), now, "Asia/Tokyo")).toBe("1 Mar");
  expect(relativeInstant(new Date("2025-02-27T20:00:00Z"), now, "Asia/Tokyo")).toBe("28 Feb 2025");
  expect(exactInstant(new Date("2026-02-28T20:00:00Z"), "Asia/Tokyo")).toBe("1 Mar 2026, 05:00 (Asia/Tokyo)");
  expect(exactInstant(new Date("2026-02-28T20:00:00Z"), "Mars/Base")).toContain("(UTC)");
});
