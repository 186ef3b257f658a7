import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { LOGIN_ROLE, loginUrl } from "@/db/bootstrap";
import type { TestCluster } from "@/testing/database/test-cluster";

/** A database for one test. */
export type TestDatabase = {
  /** Connects with the product's login, which is neither a superuser nor BYPASSRLS. */
  url: string;
  /** Connects as the superuser, to read past row-level security. */
  superuserUrl: string;
  /** A client of `url`. */
  sql: postgres.Sql;
  /** Closes the client and drops the database, even if other clients are connected. */
  close(): Promise<void>;
};

/**
 * Creates a database from the migrated template.
 *
 * @param cluster default: the server of the test suite
 */
export async function testDatabase(cluster: TestCluster = inject("cluster")): Promise<TestDatabase> {
  const database = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(cluster, `CREATE DATABASE ${database} TEMPLATE ${cluster.template} OWNER ${LOGIN_ROLE}`);
  const url = loginUrl({ superuserUrl: cluster.superuserUrl, database, password: cluster.password });
  const superuserUrl = new URL(cluster.superuserUrl);
  superuserUrl.pathname = `/${database}`;
  const sql = postgres(url, { onnotice: () => {} });
  return {
    url,
    superuserUrl: superuserUrl.href,
    sql,
    close: async () => {
      await sql.end({ timeout: 2 });
      await asSuperuser(cluster, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    },
  };
}

async function asSuperuser(cluster: TestCluster, statement: string): Promise<void> {
  const admin = postgres(cluster.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
