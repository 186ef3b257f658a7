import { copyFileSync, cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt, STAMP } from "@/scripts/supervisor/build";
import { projectRoot } from "@/scripts/supervisor/project-root";

/** The build folder of tests. It is separate, so that tests can run beside `npm start` and `npm run dev`. */
export const TEST_BUILD = ".next-test";

/** The folder of `npm run build` and `npm start`. */
const BUILD = ".next";

/** Builds the portal for tests if its sources changed since the last test build. */
export async function ensureTestBuild(): Promise<void> {
  // `npm test` has already built it for all suites.
  if (process.env.CROSSDOCK_TEST_BUILT === "1" || isBuilt(TEST_BUILD)) return;
  await makeTestBuild();
}

/** Copies a build of the current sources, if there is one, or else builds the portal for tests. */
export async function makeTestBuild(): Promise<void> {
  if (!isBuilt(BUILD)) return build(TEST_BUILD, { show: false });
  const [from, to] = [join(projectRoot, BUILD), join(projectRoot, TEST_BUILD)];
  rmSync(to, { recursive: true, force: true });
  // Without the folders of the compiler and of `npm run dev`. The stamp comes last: a copy that stops is no build.
  const left = ["cache", "dev", STAMP].map((name) => join(from, name));
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => !left.includes(path) });
  copyFileSync(join(from, STAMP), join(to, STAMP));
}
