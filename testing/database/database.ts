import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { LOGIN_ROLE, loginUrl } from "@/db/bootstrap";
import type { TestCluster } from "@/testing/database/test-cluster";

/** A database of a test's own. */
export type TestDatabase = {
  /** Logs in as the product does: neither superuser nor BYPASSRLS. */
  url: string;
  /** The superuser on the same database, to look behind row-level security. */
  superuserUrl: string;
  /** A client of `url`. */
  sql: postgres.Sql;
  /** Closes the client and drops the database, whoever is still connected. */
  close(): Promise<void>;
};

/**
 * Clones the migrated template into a fresh database.
 *
 * @param cluster default: the server that the suite was given
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
