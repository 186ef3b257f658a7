import { isBuilt } from "@/scripts/supervisor/build";
import { describeError } from "@/scripts/supervisor/start-error";
import { runSuite, type SuiteResult } from "@/scripts/testing/run-suite";
import { summary } from "@/scripts/testing/summary";
import { startTestCluster } from "@/testing/database/test-cluster";
import { tempFolder } from "@/testing/folders/temp-folder";
import { makeTestBuild, TEST_BUILD } from "@/testing/stack/test-build";
import { suites } from "@/vitest.config";

/** Suites whose tests need a build of the portal. */
const NEED_BUILD = new Set(["platform", "http", "faults", "e2e"]);

/**
 * `npm test`: runs all suites one after another, with one temporary PostgreSQL and one build. Arguments are passed to
 * vitest; `npm test -- --suite db,http` runs only these suites.
 */
async function main(): Promise<number> {
  const { names, args } = parse(process.argv.slice(2));
  const startedAt = performance.now();
  const folder = tempFolder();
  const building = names.some((name) => NEED_BUILD.has(name)) ? testBuild() : null;
  // A failure is reported where the build is awaited.
  building?.catch(() => {});
  const cluster = await startTestCluster();
  const { superuserUrl, template, password } = cluster;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    CROSSDOCK_TEST_CLUSTER: JSON.stringify({ superuserUrl, template, password }),
    CROSSDOCK_TEST_BUILT: "1",
  };
  const results: SuiteResult[] = [];
  try {
    for (const name of names) {
      if (NEED_BUILD.has(name) && building) {
        const result = await building;
        if (result && !results.includes(result)) results.push(result);
        if (result && result.failed > 0) continue;
      }
      results.push(await runSuite(name, { folder: folder.path, args, env }));
    }
  } finally {
    await cluster.stop();
    folder.remove();
  }
  console.log(summary(results, (performance.now() - startedAt) / 1000));
  return results.some((result) => result.failed > 0) ? 1 : 0;
}

/** Builds the portal for tests. A failure counts as a failed suite. Returns null if the build is current. */
async function testBuild(): Promise<SuiteResult | null> {
  if (isBuilt(TEST_BUILD)) return null;
  const startedAt = performance.now();
  let failed = 0;
  try {
    await makeTestBuild();
  } catch (error) {
    failed = 1;
    console.error(describeError(error));
  }
  return { name: "build", passed: 0, failed, skipped: 0, seconds: (performance.now() - startedAt) / 1000 };
}

function parse(given: string[]): { names: string[]; args: string[] } {
  const at = given.indexOf("--suite");
  if (at === -1) return { names: Object.keys(suites), args: given };
  const names = (given[at + 1] ?? "").split(",");
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    console.error(`There is no suite "${unknown.join(", ")}". Suites: ${Object.keys(suites).join(", ")}.`);
    process.exit(2);
  }
  return { names, args: given.filter((_, index) => index !== at && index !== at + 1) };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(describeError(error));
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
