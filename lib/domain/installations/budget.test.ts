import { expect, test } from "vitest";
import { pauseMs, reserveShares, shortWaitsMs } from "./budget";

test.each([
  [0, 30_000],
  [1, 30_000],
  [2, 60_000],
  [5, 480_000],
  [6, 900_000],
  [40, 900_000],
])("after opening %i times in a row the breaker pauses calls for %i ms", (trips, ms) => {
  expect(pauseMs(trips)).toBe(ms);
});

test("a call leaves more of the bucket the lower its priority is, and a user's call may wait longest", () => {
  expect(reserveShares.person).toBe(0);
  expect(reserveShares.push).toBeLessThan(reserveShares.background);
  expect(shortWaitsMs.person).toBeGreaterThan(shortWaitsMs.push);
});
