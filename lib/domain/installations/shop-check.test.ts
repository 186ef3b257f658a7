import { expect, it } from "vitest";
import { type CheckFacts, dueCheck } from "./shop-check";

const HOUR = 3_600_000;
const now = new Date("2026-11-30T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR);
const facts = (more: Partial<CheckFacts> = {}): CheckFacts => ({
  upToDate: true,
  checkedAt: ago(5),
  traffic: { lastAt: ago(0.1), counted: 50, longestPauseMs: 0.5 * HOUR },
  ...more,
});

it("checks at once what was never checked, or what needs other subscriptions now", () => {
  expect(dueCheck(facts({ checkedAt: null }), now).why).toBe("changed");
  expect(dueCheck(facts({ upToDate: false }), now).why).toBe("changed");
});

it("checks each day, however much arrives", () => {
  expect(dueCheck(facts(), now)).toEqual({ why: null, next: ago(-1.4) });
  expect(dueCheck(facts({ checkedAt: ago(24) }), now).why).toBe("daily");
});

it("checks a shop whose silence is unusual for it, and again after as long a silence", () => {
  const traffic = { lastAt: ago(4), counted: 50, longestPauseMs: HOUR };
  expect(dueCheck(facts({ traffic }), now).why).toBe("silent");
  expect(dueCheck(facts({ traffic, checkedAt: ago(1) }), now)).toEqual({ why: null, next: ago(-2) });
});

it("does not call a silence unusual that is short, or of which too little is known", () => {
  const short = { lastAt: ago(0.9), counted: 500, longestPauseMs: 1_000 };
  expect(dueCheck(facts({ traffic: short }), now).why).toBeNull();
  const unknown = { lastAt: ago(20), counted: 19, longestPauseMs: 1_000 };
  expect(dueCheck(facts({ traffic: unknown, checkedAt: ago(20) }), now)).toEqual({
    why: null,
    next: ago(-4),
  });
});
