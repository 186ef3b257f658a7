import { expect, it } from "vitest";
import { certainty } from "./look-up";
import { LEASE_MS, LOOK_UP_TIMING, SEND_TIMEOUT_MS } from "./push-timing";

const start = new Date("2026-03-01T12:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

it("ends a lease only after the latest send in it must have ended", () => {
  expect(LEASE_MS).toBeGreaterThanOrEqual(2 * SEND_TIMEOUT_MS);
});

it("proves absence only after the lease, and while a look-up by a user would still be fresh", () => {
  const { leaseMs, lateCommitMs, searchLagMs, freshMs, longestWatchMs } = LOOK_UP_TIMING;
  expect(leaseMs).toBe(LEASE_MS);
  expect(leaseMs + Math.max(lateCommitMs, searchLagMs)).toBeLessThan(freshMs);
  expect(freshMs).toBeLessThan(longestWatchMs);
});

it("needs two and a half minutes to prove that a lost send created nothing", () => {
  const send = {
    operation: "orderCreate" as const,
    outcome: "indefinite" as const,
    startedAt: start,
    finishedAt: after(SEND_TIMEOUT_MS),
  };
  const lookUp = (ms: number) => ({
    operation: "orderLookUp" as const,
    outcome: "absent" as const,
    startedAt: after(ms),
    finishedAt: after(ms + 1_000),
  });
  const prove = (last: number) =>
    certainty([send, lookUp(120_001), lookUp(last)], after(last + 1_000), LOOK_UP_TIMING).kind;
  expect(prove(149_999)).toBe("unknown");
  expect(prove(150_000)).toBe("proved_absent");
});
