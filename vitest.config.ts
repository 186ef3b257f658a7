import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { LongestFirst } from "./scripts/testing/longest-first.ts";

const SECOND = 1000;

type Suite = {
  include: string[];
  /** Time limit of each test and each hook, in seconds. */
  timeout: number;
  /** Whether its tests need the temporary PostgreSQL. */
  database: boolean;
  /** Test files that run in parallel. Suites that mostly wait (for leases, for retries) can use more. */
  workers?: number;
};

/** The suites by name, in the order in which `npm test` runs them. */
export const suites: Record<string, Suite> = {
  unit: {
    include: ["{lib,db,components,inngest,app,sandbox,scripts,testing}/**/*.test.{ts,tsx}"],
    timeout: 10,
    database: false,
  },
  architecture: {
    include: ["tests/architecture/**/*.test.ts", "tests/architecture.test.ts"],
    timeout: 30,
    database: false,
  },
  db: { include: ["tests/db/**/*.test.ts"], timeout: 30, database: true },
  tenancy: { include: ["tests/tenancy/**/*.test.ts"], timeout: 30, database: true },
  jobs: { include: ["tests/jobs/**/*.test.ts"], timeout: 60, database: true, workers: 3 },
  sandbox: { include: ["tests/sandbox/**/*.test.ts"], timeout: 30, database: false },
  platform: { include: ["tests/platform/**/*.test.ts"], timeout: 120, database: false },
  http: { include: ["tests/http/**/*.test.ts"], timeout: 60, database: true },
  simulation: { include: ["tests/simulation/**/*.test.ts"], timeout: 1200, database: true },
  faults: { include: ["tests/faults/**/*.test.ts"], timeout: 180, database: true, workers: 3 },
  e2e: { include: ["tests/e2e/**/*.test.ts"], timeout: 120, database: true, workers: 3 },
};

const project = ([name, suite]: [string, Suite], index: number): TestProjectConfiguration => ({
  extends: true,
  test: {
    name,
    include: suite.include,
    testTimeout: suite.timeout * SECOND,
    hookTimeout: suite.timeout * SECOND,
    maxWorkers: suite.workers ?? 2,
    globalSetup: suite.database ? ["testing/database/global-setup.ts"] : [],
    // Suites run one after another: some measure time or kill processes, which would disturb the others.
    sequence: { groupOrder: index },
  },
});

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    // The default of one second is too short for a page on a busy machine.
    expect: { poll: { timeout: 10 * SECOND } },
    exclude: ["**/node_modules/**", ".next*/**", ".crossdock/**"],
    projects: Object.entries(suites).map(project),
  },
});
