import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Test files that take the longest, in this order. They start first, so that a suite does not end with one long file on an
 * otherwise idle machine. A fresh clone has no durations of earlier runs to learn this from.
 */
export const LONG_FILES = [
  "tests/faults/crashes.test.ts",
  "tests/faults/shops/closed-shops.test.ts",
  "tests/faults/hot-paths.test.ts",
  "tests/faults/budget.test.ts",
  "tests/faults/push-protocol.test.ts",
  "tests/http/demo.test.ts",
  "tests/jobs/crash/kill-points.test.ts",
  "tests/jobs/conformance/conformance.test.ts",
  "tests/jobs/conformance/driver.test.ts",
  "tests/jobs/crash/random-kills.test.ts",
  "tests/db/order-list.test.ts",
  "tests/db/day-figures.test.ts",
  "tests/platform/start.test.ts",
  "tests/e2e/portal.test.ts",
  "tests/e2e/orders-list.test.ts",
  "tests/e2e/accessibility.test.ts",
  "tests/e2e/bulk.test.ts",
  "tests/e2e/states.test.ts",
];

const rank = ({ moduleId }: TestSpecification) => {
  const at = LONG_FILES.findIndex((file) => moduleId.endsWith(file));
  return at === -1 ? LONG_FILES.length : at;
};

/** Starts the longest test files first; the others follow in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
