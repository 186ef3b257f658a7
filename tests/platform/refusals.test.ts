import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { testDatabase } from "@/testing/database/database";
import { type RunningTestCluster, startTestCluster } from "@/testing/database/test-cluster";
import { tempFolder } from "@/testing/folders/temp-folder";
import { runScript } from "@/tests/platform/support";

const folder = tempFolder();
let taken: Server;
let takenPort: number;
let cluster: RunningTestCluster;

beforeAll(async () => {
  takenPort = await freePort();
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(takenPort, "127.0.0.1", resolve));
  cluster = await startTestCluster();
});
afterAll(async () => {
  taken.close();
  await cluster.stop();
  folder.remove();
});

const production = {
  CROSSDOCK_MODE: "production",
  CROSSDOCK_ORIGIN: "https://portal.agency.example",
  CROSSDOCK_AUTH_SECRET: "Zk3vQ9wX1rT7yB5nM2pL8sD4fG6hJ0aC",
  CROSSDOCK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  SHOPIFY_BASE_URL: undefined,
  INNGEST_DEV: undefined,
};

/** Runs a command that must fail, and returns its output. */
async function refused(file: string, env: Record<string, string | undefined>): Promise<string> {
  const script = runScript(file, [], env);
  expect(await script.end()).toBe(1);
  // The output is a sentence without a stack trace.
  expect(script.output()).not.toMatch(/\n\s+at /);
  return script.output();
}

test("npm start names the taken port and the variable to set", async () => {
  const home = { CROSSDOCK_HOME: join(folder.path, "home"), DATABASE_URL: undefined };
  const free = String(await freePort());
  expect(
    await refused("scripts/start.ts", { ...home, PORT: String(takenPort), SANDBOX_PORT: free }),
  ).toContain(
    `Port ${takenPort}, which the portal needs, is taken by another program. Stop that program, or set PORT to a free port`,
  );
  expect(
    await refused("scripts/start.ts", { ...home, PORT: free, SANDBOX_PORT: String(takenPort) }),
  ).toContain(
    `Port ${takenPort}, which the sandbox needs, is taken by another program. Stop that program, or set SANDBOX_PORT`,
  );
  expect(await refused("scripts/start.ts", { ...home, PORT: "eighty" })).toContain(
    'PORT is "eighty", which is not a port.',
  );
});

test("npm start names a data folder that it cannot use", async () => {
  const output = await refused("scripts/start.ts", { CROSSDOCK_HOME: "/proc/crossdock" });
  expect(output).toMatch(/The folder \/proc\/crossdock.* cannot be created\. Set CROSSDOCK_HOME/);
});

test("a production start prints all reasons for its refusal at once", async () => {
  const output = await refused("scripts/start-production.ts", {
    ...production,
    DATABASE_URL: undefined,
    SHOPIFY_BASE_URL: "http://127.0.0.1:4010",
    CROSSDOCK_AUTH_SECRET: undefined,
    CROSSDOCK_ORIGIN: "http://portal.agency.example",
    INNGEST_DEV: "1",
  });
  for (const sentence of [
    /DATABASE_URL is missing/,
    /SHOPIFY_BASE_URL is set/,
    /CROSSDOCK_AUTH_SECRET is missing/,
    /CROSSDOCK_ORIGIN .* is not https/,
    /INNGEST_DEV is set/,
  ]) {
    expect(output).toMatch(sentence);
  }
});

test("a production start refuses a database that it cannot use", async () => {
  const port = String(await freePort());
  const unreachable = await refused("scripts/start-production.ts", {
    ...production,
    PORT: port,
    DATABASE_URL: `postgres://crossdock:s3cr3t@127.0.0.1:${await freePort()}/crossdock`,
  });
  expect(unreachable).toMatch(/The database of DATABASE_URL cannot be used: .*ECONNREFUSED/);
  expect(unreachable).not.toContain("s3cr3t");

  const database = await testDatabase(cluster);
  const superuser = { ...production, PORT: port, DATABASE_URL: database.superuserUrl };
  expect(await refused("scripts/start-production.ts", superuser)).toMatch(
    /The database login "postgres" is a superuser, so tenants would not be isolated\. Create the login with db\/bootstrap\.sql/,
  );
  await database.close();
});
