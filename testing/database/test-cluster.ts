import { randomBytes } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { bootstrapDatabase } from "@/db/bootstrap";
import { startCluster } from "@/db/embedded/start-cluster";
import { migrateDatabase } from "@/db/migrate";
import { tempFolder, testFolders } from "@/testing/folders/temp-folder";

/** A server with the template that `testDatabase` clones. */
export type TestCluster = { superuserUrl: string; template: string; password: string };

/** A server that a test may kill. */
export type RunningTestCluster = TestCluster & {
  dataDir: string;
  pid(): number;
  /** Resolves when the current server process has exited. */
  exited(): Promise<void>;
  /** Starts the server again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a temporary PostgreSQL with a migrated template database.
 *
 * @param options.fsync needed only by tests that kill the server; default: off
 */
export async function startTestCluster(options: { fsync?: boolean } = {}): Promise<RunningTestCluster> {
  const folder = tempFolder();
  const dataDir = join(folder.path, "postgres");
  const settings = { dataDir, binariesDir: testFolders().binaries, fsync: options.fsync ?? false };
  let cluster = await startCluster(settings);
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
      cluster = await startCluster({ ...settings, port });
    },
    stop,
  };
}
