import { randomBytes } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { bootstrapDatabase } from "@/db/bootstrap";
import { startCluster } from "@/db/embedded/start-cluster";
import { migrateDatabase } from "@/db/migrate";
import { tempFolder, testFolders } from "@/tests/support/temp-folder";

/** What a test must know to clone itself a database. */
export type TestCluster = { superuserUrl: string; template: string; password: string };

/**
 * Starts a throw-away PostgreSQL with a migrated template database.
 * `fsync` is on only for tests that kill the server.
 */
export async function startTestCluster(
  options: { fsync?: boolean } = {},
): Promise<TestCluster & { pid: number; port: number; dataDir: string; stop: () => Promise<void> }> {
  const folder = tempFolder();
  const dataDir = join(folder.path, "postgres");
  const cluster = await startCluster({
    dataDir,
    binariesDir: testFolders().binaries,
    fsync: options.fsync ?? false,
  });
  const stop = async () => {
    await cluster.stop();
    folder.remove();
  };
  try {
    const template = "crossdock_template";
    const password = randomBytes(16).toString("base64url");
    const { superuserUrl, pid, port } = cluster;
    await migrateDatabase(await bootstrapDatabase({ superuserUrl, database: template, password }));
    const sql = postgres(superuserUrl, { max: 1 });
    await sql.unsafe(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
    await sql.end();
    return { superuserUrl, template, password, pid, port, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
