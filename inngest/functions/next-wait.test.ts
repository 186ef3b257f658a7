import { expect, test } from "vitest";
import { nextWait, RETRIES } from "./next-wait";

const waiting = (code: string, retryAfterMs: number) => ({ kind: "waiting" as const, code, retryAfterMs });

test("a run comes back for what is near, and leaves what is far to the sweeper", () => {
  expect(nextWait({ kind: "settled", state: "created" }, 0)).toBeNull();
  expect(nextWait(waiting("uncertain", 5_000), 0)).toBe(5_000);
  expect(nextWait(waiting("uncertain", 120_001), 0)).toBeNull();
});

test("a run stands in a store's line for longer, so that no two come at once", () => {
  expect(nextWait(waiting("budget_wait", 600_000), 0)).toBe(600_000);
  expect(nextWait(waiting("budget_wait", 3_600_001), 0)).toBeNull();
});

test("a run that others are always ahead of gives up soon, and any run ends instead of failing", () => {
  expect([0, 1, 2, 3].map((attempt) => nextWait({ kind: "busy" }, attempt))).toEqual([
    5_000,
    5_000,
    5_000,
    null,
  ]);
  expect(nextWait(waiting("uncertain", 5_000), RETRIES - 1)).toBe(5_000);
  expect(nextWait(waiting("uncertain", 5_000), RETRIES)).toBeNull();
});
