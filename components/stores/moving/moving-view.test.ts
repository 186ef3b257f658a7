import { expect, test } from "vitest";
import { readinessAfter } from "./moving-view";

const page = { readiness: "nothing_found", requestedAt: 1_000, suppliers: [] } as const;

test("the result of a look that was requested before the user asked does not count", () => {
  expect(readinessAfter(1_001, { ...page, suppliers: [] })).toBe("looking");
  expect(readinessAfter(1_000, { ...page, suppliers: [] })).toBe("nothing_found");
});
