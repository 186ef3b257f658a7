import { expect, test } from "vitest";
import { formatDuration } from "./format-duration";

test.each([
  [0, "under 1 s"],
  [499, "under 1 s"],
  [500, "1 s"],
  [45_000, "45 s"],
  [59_600, "1 min"],
  [185_000, "3 min 5 s"],
  [3_600_000, "1 h"],
  [2 * 3_600_000 + 5 * 60_000 + 59_000, "2 h 5 min"],
  [86_400_000, "1 d"],
  [28 * 3_600_000, "1 d 4 h"],
])("%i ms is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
