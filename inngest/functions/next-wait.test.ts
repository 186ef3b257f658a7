import { expect, test } from "vitest";
import type { WaitCode } from "@/lib/services/dispatch/dispatch-result";
import { nextWait, RETRIES } from "./next-wait";

const waiting = (code: WaitCode, retryAfterMs: number) => ({ kind: "waiting" as const, code, retryAfterMs });

test("a run repeats after a short wait, and leaves a long wait to the sweeper", () => {
  expect(nextWait({ kind: "settled", state: "created" }, 0)).toBeNull();
  expect(nextWait(waiting("uncertain", 5_000), 0)).toBe(5_000);
  expect(nextWait(waiting("uncertain", 120_001), 0)).toBeNull();
});

test("a run waits longer for a store's rate limit", () => {
  expect(nextWait(waiting("budget_wait", 600_000), 0)).toBe(600_000);
  expect(nextWait(waiting("budget_wait", 3_600_001), 0)).toBeNull();
});

test("a run gives up soon when other processes are always first, and the last attempt ends instead of failing", () => {
  expect([0, 1, 2, 3].map((attempt) => nextWait({ kind: "busy" }, attempt))).toEqual([
    5_000,
    5_000,
    5_000,
    null,
  ]);
  expect(nextWait(waiting("uncertain", 5_000), RETRIES - 1)).toBe(5_000);
  expect(nextWait(waiting("uncertain", 5_000), RETRIES)).toBeNull();
});
