import { randomBytes } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { bootstrapDatabase } from "@/db/bootstrap";
import { startCluster } from "@/db/embedded/start-cluster";
import { migrateDatabase } from "@/db/migrate";
import { tempFolder, testFolders } from "@/testing/folders/temp-folder";

/** What a test must know to clone itself a database. */
export type TestCluster = { superuserUrl: string; template: string; password: string };

/** A server that tests may kill. */
export type RunningTestCluster = TestCluster & {
  dataDir: string;
  pid(): number;
  /** Settles when the server that runs now has ended. */
  exited(): Promise<void>;
  /** Starts it again on its old port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a throw-away PostgreSQL with a migrated template database.
 * `fsync` is on only for tests that kill the server.
 */
export async function startTestCluster(options: { fsync?: boolean } = {}): Promise<RunningTestCluster> {
  const folder = tempFolder();
  const dataDir = join(folder.path, "postgres");
  const how = { dataDir, binariesDir: testFolders().binaries, fsync: options.fsync ?? false };
  let cluster = await startCluster(how);
  const { superuserUrl, port } = cluster;
  const template = "crossdock_template";
  const password = randomBytes(16).toString("base64url");
  const stop = async () => {
    await cluster.stop();
    folder.remove();
  };
  try {
    await migrateDatabase(await bootstrapDatabase({ superuserUrl, database: template, password }));
    const sql = postgres(superuserUrl, { max: 1 });
    await sql.unsafe(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
    await sql.end();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    superuserUrl,
    template,
    password,
    dataDir,
    pid: () => cluster.pid,
    exited: () => cluster.exited,
    restart: async () => {
      cluster = await startCluster({ ...how, port });
    },
    stop,
  };
}
