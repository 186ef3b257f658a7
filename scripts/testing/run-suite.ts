import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "@/scripts/supervisor/project-root";

export type SuiteResult = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
};

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/**
 * Runs one suite with vitest, prints its output, and counts its tests.
 *
 * @param folder the folder for vitest's report
 * @param args arguments for vitest, such as a file name
 */
export async function runSuite(
  name: string,
  { folder, args, env }: { folder: string; args: string[]; env: NodeJS.ProcessEnv },
): Promise<SuiteResult> {
  const startedAt = performance.now();
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const options = ["run", "--project", name, "--passWithNoTests"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [vitest, ...options, ...reporters, ...args], {
      cwd: projectRoot,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", () => resolve(1));
    child.once("exit", (exitCode) => resolve(exitCode ?? 1));
  });
  const counts = count(file, code);
  return { name, ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

/** Counts the tests. A failure outside of a test (a file that does not load, a failed hook, a crash) counts as one. */
function count(file: string, code: number): Pick<SuiteResult, "passed" | "failed" | "skipped"> {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests;
  return { passed, skipped, failed: failed === 0 && code !== 0 ? 1 : failed };
}
