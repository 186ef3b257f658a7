import { build, isBuilt } from "@/scripts/supervisor/build";

/** The build folder of tests. It is separate, so that tests can run beside `npm start` and `npm run dev`. */
export const TEST_BUILD = ".next-test";

/** Builds the portal for tests if its sources changed since the last test build. */
export async function ensureTestBuild(): Promise<void> {
  // `npm test` has already built it for all suites.
  if (process.env.CROSSDOCK_TEST_BUILT === "1" || isBuilt(TEST_BUILD)) return;
  await build(TEST_BUILD, { show: false });
}
