import { expect, it } from "vitest";
import { isPhone } from "./phone";

it.each([
  ["+493012345", true],
  ["+49 30 123-45", true],
  ["(555) 010-0199", true],
  ["+1 555 010 0199 ext. 42", false],
  ["0", false],
  ["n/a", false],
  ["not a phone", false],
  ["٠٥٠١٢٣٤٥٦٧", false],
  ["1".repeat(16), false],
])("%s: %s", (text, taken) => {
  expect(isPhone(text)).toBe(taken);
});
