import { expect, test } from "vitest";
import { nextProbeAt, PAUSE_MS, reserveShares, shortWaitsMs, TRIAL_MS } from "./budget";

test("a pause ends before the sweeper's next trial, even if the last trial got no answer", () => {
  expect(PAUSE_MS).toBeLessThan(60_000);
  expect(TRIAL_MS).toBeLessThan(60_000);
});

test("the next trial is at the next full minute", () => {
  expect(nextProbeAt(new Date("2026-03-01T12:00:59.999Z"))).toEqual(new Date("2026-03-01T12:01:00Z"));
  expect(nextProbeAt(new Date("2026-03-01T12:01:00Z"))).toEqual(new Date("2026-03-01T12:02:00Z"));
});

test("a call leaves more of the bucket the lower its priority is, and waits as long as its kind can", () => {
  expect(reserveShares.person).toBe(0);
  expect(reserveShares.push).toBeLessThan(reserveShares.background);
  expect(shortWaitsMs.person).toBeGreaterThan(shortWaitsMs.push);
  // A read that waits for the reserve of the smallest shop (2,000 points, 100 a second) to fill is not refused.
  expect(shortWaitsMs.background).toBeGreaterThan(
    ((reserveShares.background - reserveShares.push) * 2_000 + 100) * 10,
  );
});
