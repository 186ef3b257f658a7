import type { SuiteResult } from "@/scripts/testing/run-suite";

/** The table of suites with counts and seconds, and the last line of `npm test`. */
export function summary(results: SuiteResult[], totalSeconds: number): string {
  const rows = results.map((result) => row(result.name, result));
  const total = results.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  return [
    "",
    `${"suite".padEnd(14)}${"passed".padStart(8)}${"failed".padStart(8)}${"seconds".padStart(10)}`,
    ...rows,
    row("all", { ...total, seconds: totalSeconds }),
    "",
    `${total.passed} passed, ${total.failed} failed${skipped}`,
  ].join("\n");
}

function row(name: string, { passed, failed, seconds }: Omit<SuiteResult, "name" | "skipped">): string {
  const cells = [String(passed).padStart(8), String(failed).padStart(8), seconds.toFixed(1).padStart(10)];
  return name.padEnd(14) + cells.join("");
}
