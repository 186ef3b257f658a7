import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** The key of the advisory lock; any number that nothing else in this database uses. */
const MIGRATION_LOCK = 7_262_001;

/**
 * Migrates a database to the newest schema. Several processes may call it at once: one migrates, the others wait.
 *
 * @param url connection URL of the login role, which owns the tables
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`SELECT pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)),
    });
  } finally {
    await sql.end();
  }
}
