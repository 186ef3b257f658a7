import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loginUrl } from "@/db/bootstrap";
import { freePort } from "@/db/embedded/free-port";
import { type RunningTestCluster, startTestCluster } from "@/testing/database/test-cluster";
import { ensureTestBuild, TEST_BUILD } from "@/testing/stack/test-build";
import { runScript } from "@/tests/platform/support";

let cluster: RunningTestCluster;
beforeAll(async () => {
  await ensureTestBuild();
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

test("a production start migrates an empty database, serves the portal and stops on SIGTERM", async () => {
  const superuser = postgres(cluster.superuserUrl, { max: 1 });
  await superuser`CREATE DATABASE production OWNER crossdock`;
  await superuser.end();
  const DATABASE_URL = loginUrl({ ...cluster, database: "production" });
  const port = await freePort();

  const script = runScript("scripts/start-production.ts", [], {
    DATABASE_URL,
    PORT: String(port),
    NEXT_DIST_DIR: TEST_BUILD,
    CROSSDOCK_MODE: undefined,
    CROSSDOCK_ORIGIN: "https://portal.agency.example",
    CROSSDOCK_AUTH_SECRET: randomBytes(48).toString("hex"),
    CROSSDOCK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SHOPIFY_BASE_URL: undefined,
    INNGEST_DEV: undefined,
  });
  await script.line(/^Portal ready at https:\/\/portal\.agency\.example/);
  expect((await fetch(`http://127.0.0.1:${port}/sign-in`)).status).toBe(200);
  const sql = postgres(DATABASE_URL, { max: 1 });
  expect(await sql`SELECT count(*)::int AS users FROM "user"`).toEqual([{ users: 0 }]);
  await sql.end();

  script.child.kill("SIGTERM");
  expect(await script.end()).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/sign-in`)).rejects.toThrow();
});
