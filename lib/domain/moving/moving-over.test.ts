import { expect, test } from "vitest";
import { CONFIRM_WITHIN_MS } from "./look-timing";
import { readiness } from "./moving-over";

const now = new Date("2026-11-30T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const done = { requestedAt: ago(5_000), finishedAt: ago(1_000), failureCode: null, found: { orders: 0 } };

test("automatic push waits until every source store was read a short time ago", () => {
  expect(readiness([], now)).toBe("nothing_found");
  expect(readiness([done], now)).toBe("nothing_found");
  expect(readiness([done, { ...done, found: { orders: 14 } }], now)).toBe("found");
  expect(readiness([done, { ...done, finishedAt: null }], now)).toBe("looking");
  expect(readiness([done, { ...done, finishedAt: ago(9_000) }], now)).toBe("looking");
  expect(readiness([done, { ...done, requestedAt: null, finishedAt: null }], now)).toBe("look_first");
  const old = ago(CONFIRM_WITHIN_MS + 1);
  expect(readiness([{ ...done, requestedAt: old, finishedAt: old }], now)).toBe("look_first");
  expect(
    readiness(
      [
        { ...done, failureCode: "timeout" },
        { ...done, finishedAt: null },
      ],
      now,
    ),
  ).toBe("failed");
});
