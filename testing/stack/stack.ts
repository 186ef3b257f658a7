import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { freePort } from "@/db/embedded/free-port";
import { type Service, sandboxService, webService, workerService } from "@/scripts/supervisor/services";
import { spawnService } from "@/scripts/supervisor/spawn-service";
import { waitForHttp } from "@/scripts/supervisor/wait-for-http";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { startTestCluster } from "@/testing/database/test-cluster";
import { tempFolder } from "@/testing/folders/temp-folder";
import { type SandboxControl, sandboxControl } from "@/testing/sandbox/sandbox-control";
import { ensureTestBuild, TEST_BUILD } from "@/testing/stack/test-build";

const HOST = "127.0.0.1";
const READY_MS = 60_000;

type StackOptions = {
  /** Which processes to start. Default: all. */
  web?: boolean;
  worker?: boolean;
  sandbox?: boolean;
  /** Whether to start a separate PostgreSQL with fsync on, which the test may kill. */
  ownCluster?: boolean;
  /** More environment variables for all processes. */
  env?: Record<string, string>;
};

export type ProcessName = "web" | "worker" | "sandbox" | "database";

export type Stack = {
  /** The portal's URL, without a trailing slash. */
  origin: string;
  sandboxUrl: string;
  sandbox: SandboxControl;
  database: TestDatabase;
  /** The environment of the processes, for a test that starts another one. */
  env: Record<string, string>;
  /** The output of a process so far. */
  output(name: ProcessName): string;
  pid(name: ProcessName): number;
  /** Sends SIGKILL and waits until the process is gone. */
  kill(name: ProcessName): Promise<void>;
  /** Starts a killed process again on the same port and waits until it answers. */
  restart(name: ProcessName): Promise<void>;
  stop(): Promise<void>;
};

type Running = { pid: number; exited: Promise<unknown>; stop: () => Promise<void> };

/**
 * Starts the real processes of the product on free ports, with their own database and data folder.
 * They stop with the test, even if it is killed.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const wanted = { web: true, worker: true, sandbox: true, ...options };
  if (wanted.web) await ensureTestBuild();
  const folder = tempFolder();
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const origin = `http://${HOST}:${port}`;
  const sandboxUrl = `http://${HOST}:${sandboxPort}`;
  const cluster = options.ownCluster ? await startTestCluster({ fsync: true }) : undefined;
  const database = await testDatabase(cluster);
  const env = { ...environment({ origin, sandboxUrl, databaseUrl: database.url }), ...options.env };

  const written = new Map<ProcessName, string[]>();
  const running = new Map<ProcessName, Running>();
  const services = servicesOf(wanted, { port, sandboxPort, folder: folder.path });

  const start = async (name: ProcessName): Promise<void> => {
    if (name === "database") return cluster?.restart();
    const wantedService = services[name];
    if (!wantedService) throw new Error(`This stack has no ${name}`);
    const lines = written.get(name) ?? [];
    written.set(name, lines);
    running.set(
      name,
      spawnService(wantedService.service, { ...env, NODE_ENV: "production" }, (line) => lines.push(line)),
    );
    if (!wantedService.url) return;
    try {
      await waitForHttp(wantedService.url, name, READY_MS);
    } catch (error) {
      throw new Error(`${name} did not start:\n${output(name)}`, { cause: error });
    }
  };

  const stop = async () => {
    // All at once, because a test needs no orderly shutdown.
    await Promise.all([...running.values()].map((each) => each.stop()));
    if (cluster) {
      // The database needs no DROP, because its server is stopped, if it still runs.
      await database.sql.end({ timeout: 1 });
      await cluster.stop();
    } else {
      await database.close();
    }
    folder.remove();
  };
  const output = (name: ProcessName): string => (written.get(name) ?? []).join("\n");
  const pid = (name: ProcessName): number => {
    const found = name === "database" ? cluster?.pid() : running.get(name)?.pid;
    if (found === undefined) throw new Error(`This stack has no ${name}`);
    return found;
  };

  try {
    await Promise.all((Object.keys(services) as ProcessName[]).map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin,
    sandboxUrl,
    sandbox: sandboxControl(sandboxUrl),
    database,
    env,
    output,
    pid,
    kill: async (name) => {
      try {
        process.kill(pid(name), "SIGKILL");
      } catch (error) {
        throw new Error(`${name} had already exited:\n${output(name)}`, { cause: error });
      }
      await (name === "database" ? cluster?.exited() : running.get(name)?.exited);
    },
    restart: start,
    stop,
  };
}

/** The wanted processes, each with the URL that answers when the process is ready, if it has one. */
function servicesOf(
  wanted: { web: boolean; worker: boolean; sandbox: boolean },
  { port, sandboxPort, folder }: { port: number; sandboxPort: number; folder: string },
): Partial<Record<ProcessName, { service: Service; url?: string }>> {
  return {
    ...(wanted.sandbox && {
      sandbox: {
        service: sandboxService({ port: sandboxPort, dataDir: join(folder, "sandbox") }),
        url: `http://${HOST}:${sandboxPort}`,
      },
    }),
    ...(wanted.worker && { worker: { service: workerService() } }),
    ...(wanted.web && {
      web: {
        service: webService({ host: HOST, port, distDir: TEST_BUILD, mode: "start" }),
        url: `http://${HOST}:${port}/`,
      },
    }),
  };
}

function environment(urls: {
  origin: string;
  sandboxUrl: string;
  databaseUrl: string;
}): Record<string, string> {
  const authSecret = randomBytes(48).toString("base64url");
  const inherited = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(NODE_ENV|VITEST.*|INNGEST_.*|NODE_OPTIONS)$/.test(name),
  );
  return {
    ...Object.fromEntries(inherited.map(([name, value]) => [name, value ?? ""])),
    CROSSDOCK_MODE: "demo",
    CROSSDOCK_ORIGIN: urls.origin,
    CROSSDOCK_AUTH_SECRET: authSecret,
    CROSSDOCK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    DATABASE_URL: urls.databaseUrl,
    SHOPIFY_BASE_URL: urls.sandboxUrl,
    NEXTAUTH_URL: urls.origin,
    NEXTAUTH_SECRET: authSecret,
  };
}
