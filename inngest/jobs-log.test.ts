import { RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { jobsLog } from "./jobs-log";

function written(write: (log: ReturnType<typeof jobsLog>) => void): unknown[] {
  const lines: unknown[] = [];
  const keep =
    (level: string) =>
    (...line: unknown[]) =>
      lines.push([level, ...line]);
  write(jobsLog({ info: keep("info"), warn: keep("warn"), error: keep("error") }));
  return lines;
}

test("an error is logged by its name, never with its message", () => {
  const err = new TypeError("Ada Lovelace, ada@example.com");
  expect(written((log) => log.error({ err }, "Inngest function error"))).toEqual([
    ["error", "Inngest function error", { error: "TypeError" }],
  ]);
  expect(written((log) => log.warn("unusual", 1))).toEqual([["warn", "unusual", {}]]);
});

test("a function that asks to be called later is not logged as a failure", () => {
  const err = new RetryAfterError("The store's rate limit is used up.", 2_000);
  expect(written((log) => log.error({ err }, "Inngest function error"))).toEqual([]);
});
