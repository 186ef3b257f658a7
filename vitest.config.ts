import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const SECOND = 1000;

type Suite = {
  include: string[];
  /** Seconds that a test, and a hook, may take. */
  timeout: number;
  /** Whether its tests need the throw-away PostgreSQL. */
  database: boolean;
  /** Suites whose tests start processes of the product run one file at a time. */
  oneByOne?: boolean;
};

/** The suites by name, in the order in which `npm test` runs them. */
export const suites: Record<string, Suite> = {
  unit: {
    include: ["{lib,db,components,inngest,app,scripts}/**/*.test.{ts,tsx}"],
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
  jobs: { include: ["tests/jobs/**/*.test.ts"], timeout: 60, database: true },
  sandbox: { include: ["tests/sandbox/**/*.test.ts"], timeout: 30, database: false },
  platform: { include: ["tests/platform/**/*.test.ts"], timeout: 120, database: false, oneByOne: true },
  http: { include: ["tests/http/**/*.test.ts"], timeout: 60, database: true, oneByOne: true },
  simulation: { include: ["tests/simulation/**/*.test.ts"], timeout: 300, database: true, oneByOne: true },
  faults: { include: ["tests/faults/**/*.test.ts"], timeout: 180, database: true, oneByOne: true },
  e2e: { include: ["tests/e2e/**/*.test.ts"], timeout: 120, database: true, oneByOne: true },
};

const project = ([name, suite]: [string, Suite], index: number): TestProjectConfiguration => ({
  extends: true,
  test: {
    name,
    include: suite.include,
    testTimeout: suite.timeout * SECOND,
    hookTimeout: suite.timeout * SECOND,
    fileParallelism: !suite.oneByOne,
    globalSetup: suite.database ? ["tests/support/global-setup.ts"] : [],
    // Suites follow each other, so that what one measures or kills does not disturb another.
    sequence: { groupOrder: index },
  },
});

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    exclude: ["**/node_modules/**", ".next*/**", ".crossdock/**"],
    projects: Object.entries(suites).map(project),
  },
});
