import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkLogin } from "@/db/check-login";
import { testDatabase } from "@/testing/database/database";
import { startTestCluster } from "@/testing/database/test-cluster";

let cluster: Awaited<ReturnType<typeof startTestCluster>>;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

test("every test database is separate and migrated", async () => {
  const [one, two] = await Promise.all([testDatabase(cluster), testDatabase(cluster)]);
  expect(one.url).not.toBe(two.url);
  const tables = await one.sql`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`;
  expect(tables.length).toBeGreaterThan(10);
  await Promise.all([one.close(), two.close()]);
  await expect(postgres(one.url, { max: 1 })`SELECT 1`).rejects.toThrow(/does not exist/);
});

test("the product's login is subject to row-level security; any other login is refused with a reason", async () => {
  const database = await testDatabase(cluster);
  expect(await checkLogin(database.sql)).toBeNull();

  const superuser = postgres(database.superuserUrl, { max: 1 });
  expect(await checkLogin(superuser)).toMatch(/"postgres" is a superuser.*bootstrap\.sql/);
  await superuser`CREATE ROLE bypassing LOGIN BYPASSRLS PASSWORD 'x'`;
  await superuser`CREATE ROLE roleless LOGIN PASSWORD 'x'`;
  await superuser.end();

  for (const [name, sentence] of [
    ["bypassing", /"bypassing" has BYPASSRLS/],
    ["roleless", /"roleless" cannot assume the roles/],
  ] as const) {
    const url = new URL(database.url);
    url.username = name;
    url.password = "x";
    const sql = postgres(url.href, { max: 1 });
    expect(await checkLogin(sql)).toMatch(sentence);
    await sql.end();
  }
  await database.close();
});
