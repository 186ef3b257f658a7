import { expect, test } from "vitest";
import { formatDuration } from "./format-duration";

test.each([
  [0, "0 s"],
  [0.4, "0 s"],
  [48, "48 s"],
  [59.6, "1 min"],
  [185, "3 min 5 s"],
  [3_600, "1 h"],
  [3_605, "1 h"],
  [7_800, "2 h 10 min"],
  [100_800, "1 d 4 h"],
  [-5, "0 s"],
])("%d seconds are %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
