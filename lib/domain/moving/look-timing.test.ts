import { expect, test } from "vitest";
import {
  LONGEST_LOOK_BACK_MS,
  LOOK_BACK_MS,
  LOOK_FRESH_MS,
  LOOK_OVERLAP_MS,
  lookIsDue,
  lookSince,
} from "./look-timing";

const now = new Date("2026-11-30T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const DAY = 86_400_000;

test("a look is due while the orders are watched, unless one has just begun after the leg was planned", () => {
  const look = { lookedAt: null, watchedUntil: new Date(now.getTime() + DAY) };
  const plannedAt = ago(60_000);
  const isDue = (change: Partial<typeof look> | null, times = { plannedAt, now }) =>
    lookIsDue(change && { ...look, ...change }, times);
  expect(isDue(null)).toBe(false);
  expect(lookIsDue({ ...look, watchedUntil: null }, { plannedAt, now })).toBe(false);
  expect(isDue({ watchedUntil: now })).toBe(false);
  expect(isDue({})).toBe(true);
  expect(lookIsDue({ ...look, lookedAt: ago(LOOK_FRESH_MS) }, { plannedAt, now })).toBe(false);
  expect(lookIsDue({ ...look, lookedAt: ago(LOOK_FRESH_MS + 1) }, { plannedAt, now })).toBe(true);
  expect(lookIsDue({ ...look, lookedAt: ago(5) }, { plannedAt: ago(5), now })).toBe(true);
});

test("a look begins where the last one ended, and never before what every app may read", () => {
  expect(lookSince(null, { full: false, now })).toEqual(ago(LOOK_BACK_MS));
  expect(lookSince(ago(DAY), { full: false, now })).toEqual(ago(DAY + LOOK_OVERLAP_MS));
  expect(lookSince(ago(DAY), { full: true, now })).toEqual(ago(LOOK_BACK_MS));
  expect(lookSince(ago(20 * DAY), { full: true, now })).toEqual(ago(20 * DAY + LOOK_OVERLAP_MS));
  expect(lookSince(ago(90 * DAY), { full: false, now })).toEqual(ago(LONGEST_LOOK_BACK_MS));
});
