import { expect, test } from "vitest";
import { ATTEMPT_WINDOW_MS, attemptKey, clientAddress, limitedUntil } from "./attempt-limit";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

test("attempts up to the limit are allowed; the next one is allowed when the oldest leaves the window", () => {
  expect(limitedUntil([at(3), at(2)], 2)).toBeNull();
  expect(limitedUntil([at(3), at(2), at(1)], 2)).toEqual(new Date(at(1).getTime() + ATTEMPT_WINDOW_MS));
});

test("a key reveals no e-mail, and an e-mail and an IP address with the same text have different keys", () => {
  const email = attemptKey("s".repeat(32), "email", "mara@harbour.example");
  expect(email).not.toContain("mara");
  expect(attemptKey("s".repeat(32), "address", "mara@harbour.example").slice(8)).not.toBe(email.slice(6));
  expect(attemptKey("t".repeat(32), "email", "mara@harbour.example")).not.toBe(email);
});

test("only the entry of the nearest proxy is used", () => {
  expect(clientAddress("6.6.6.6, 10.0.0.9")).toBe("10.0.0.9");
  expect(clientAddress("10.0.0.9")).toBe("10.0.0.9");
  expect(clientAddress(null)).toBe("unknown");
});
