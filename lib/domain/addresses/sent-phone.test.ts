import { expect, it } from "vitest";
import { sentPhone } from "./sent-phone";

it.each([
  ["+1 (555) 010-0199 ext. 42", "US", "+15550100199"],
  ["+358401234567", "FI", "+358401234567"],
  ["٠٥٠١٢٣٤٥٦٧", "AE", "+971501234567"],
  ["0049 (0)30/123 45-6 (evenings)", "DE", "+4930123456"],
  ["٠٥٠١٢٣٤٥٦٧", "US", null],
  ["040 1234567", "FI", "+358401234567"],
  ["040 1234567", null, null],
  ["040 1234567", "XX", null],
  ["0", "DE", null],
  ["n/a", "DE", null],
  ["", "DE", null],
  ["1".repeat(60), "DE", null],
])("%s (%s) → %s", (text, country, sent) => {
  expect(sentPhone(text, country)?.number ?? null).toBe(sent);
});

it("says when an extension is cut off", () => {
  expect(sentPhone("+1 555 010 0199 ext. 42", null)).toEqual({ number: "+15550100199", cut: true });
  expect(sentPhone("+1 555 010 0199", null)?.cut).toBe(false);
});
