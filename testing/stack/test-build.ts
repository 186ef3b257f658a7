import { build, isBuilt } from "@/scripts/supervisor/build";

/** Tests have a build folder of their own, so that they pass while `npm start` or `npm run dev` is running. */
export const TEST_BUILD = ".next-test";

/** Builds the portal for tests when its sources differ from the last test build. */
export async function ensureTestBuild(): Promise<void> {
  // "npm test" built once for all suites.
  if (process.env.CROSSDOCK_TEST_BUILT === "1" || isBuilt(TEST_BUILD)) return;
  await build(TEST_BUILD, { show: false });
}
