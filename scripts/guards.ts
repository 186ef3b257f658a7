import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startTestCluster } from "@/testing/database/test-cluster";
import type { Guard } from "./guards/guard";
import { guards } from "./guards/table";

type Report = { testResults: { assertionResults: { fullName: string; status: string }[] }[] };

/**
 * `npm run test:guards [-- name]`: checks that each guard is covered by a test. In a copy of the project, it runs the
 * guard's test, which must pass, then switches the guard off and runs the test again, which must fail.
 */
async function main(): Promise<number> {
  const only = process.argv[2];
  const chosen = guards.filter((guard) => only === undefined || guard.name.includes(only));
  if (chosen.length === 0) {
    console.error(`No guard's name contains "${only}". Guards: ${guards.map((g) => g.name).join(", ")}.`);
    return 2;
  }
  const root = process.cwd();
  const copy = mkdtempSync(join(tmpdir(), "crossdock-guards-"));
  const failures: string[] = [];
  try {
    copyTree(root, copy);
    for (const guard of chosen) {
      const problem = await tryGuard(copy, guard);
      console.log(
        `${problem === null ? "caught  " : "MISSED  "}${guard.name} → ${guard.test.name}${problem ? `: ${problem}` : ""}`,
      );
      if (problem !== null) failures.push(guard.name);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${chosen.length - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

/** Returns null if the test passes with the guard and fails without it; otherwise the problem. */
async function tryGuard(copy: string, guard: Guard): Promise<string | null> {
  const originals = new Map(
    guard.edits.map((edit) => [edit.file, readFileSync(join(copy, edit.file), "utf8")]),
  );
  const before = await run(copy, guard);
  if (before !== "passed") return `with the guard on, the test ${before}`;
  try {
    for (const edit of guard.edits) {
      const text = readFileSync(join(copy, edit.file), "utf8");
      if (text.split(edit.find).length !== 2) return `the snippet is not found exactly once in ${edit.file}`;
      writeFileSync(
        join(copy, edit.file),
        text.replace(edit.find, () => edit.replace),
      );
    }
    const after = await run(copy, guard);
    return after === "failed" ? null : `with the guard off, the test ${after}`;
  } finally {
    for (const [file, text] of originals) writeFileSync(join(copy, file), text);
  }
}

/** Runs the guard's test. A guard in SQL gets a new cluster, migrated from the copy; the others share one. */
async function run(copy: string, guard: Guard): Promise<"passed" | "failed" | "did not run"> {
  const report = join(copy, "guard-report.json");
  rmSync(report, { force: true });
  const cluster = guard.edits.some((edit) => edit.file.endsWith(".sql")) ? null : await shared();
  const env = { ...process.env };
  if (cluster) env.CROSSDOCK_TEST_CLUSTER = cluster;
  else delete env.CROSSDOCK_TEST_CLUSTER;
  spawnSync(
    join(copy, "node_modules/.bin/vitest"),
    ["run", guard.test.file, "-t", guard.test.name, "--reporter=json", `--outputFile=${report}`],
    { cwd: copy, env, stdio: "ignore", timeout: 300_000 },
  );
  let parsed: Report;
  try {
    parsed = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return "did not run";
  }
  const results = parsed.testResults.flatMap((file) => file.assertionResults);
  const named = results.filter((one) => one.fullName.includes(guard.test.name) && one.status !== "skipped");
  if (named.length === 0) return "did not run";
  return named.some((one) => one.status === "failed") ? "failed" : "passed";
}

let sharedCluster: Promise<{ text: string; stop(): Promise<void> }> | undefined;

async function shared(): Promise<string> {
  sharedCluster ??= startTestCluster().then((cluster) => ({
    text: JSON.stringify({
      superuserUrl: cluster.superuserUrl,
      template: cluster.template,
      password: cluster.password,
    }),
    stop: () => cluster.stop(),
  }));
  return (await sharedCluster).text;
}

/** Copies the files that git tracks or would add, and links node_modules. */
function copyTree(root: string, copy: string): void {
  const listed = spawnSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  for (const file of listed.stdout.split("\n").filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}

try {
  process.exitCode = await main();
} finally {
  await (await sharedCluster)?.stop();
}
