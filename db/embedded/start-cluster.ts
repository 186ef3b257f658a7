import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepareBinaries } from "@/db/embedded/binaries";
import { ClusterError, explainFolderError, explainServerOutput } from "@/db/embedded/cluster-error";
import { makeServerFolder } from "@/db/embedded/folders";
import { freePort } from "@/db/embedded/free-port";
import { initialise } from "@/db/embedded/initialise";
import { clearLeftover, readPostmaster, stopPostmaster } from "@/db/embedded/postmaster";
import { serverEnvironment } from "@/db/embedded/server-environment";
import { type ServerUser, serverUser } from "@/db/embedded/server-user";
import { guardProcess } from "@/db/embedded/watchdog";

export type ClusterOptions = {
  /** The cluster's folder; created if it does not exist. */
  dataDir: string;
  /** The folder for a copy of the programs, if one is needed. Default: beside `dataDir`. */
  binariesDir?: string;
  /** Default: any free port. */
  port?: number;
  /** Only temporary clusters may turn it off. Default: on. */
  fsync?: boolean;
};

export type Cluster = {
  /** The superuser on the database `postgres`. It creates roles and databases; the product never uses it. */
  superuserUrl: string;
  port: number;
  pid: number;
  /** Resolves when the server has exited, for any reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 120_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts a PostgreSQL server on 127.0.0.1. The first start creates its data; a server that a killed process left
 * running is stopped first. The server stops with this process, even after `kill -9`.
 *
 * @throws ClusterError with a message for the user at the terminal
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = serverUser();
  const folder = options.dataDir;
  makeServerFolder(folder, user);
  const binaries = prepareBinaries(options.binariesDir ?? dirname(folder), user !== null);
  await clearLeftover(join(folder, "data"));
  const { data, password } = await initialise(folder, binaries, user, options.fsync ?? true);

  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const started = await launch(
      binaries.postgres,
      { data, folder, port, fsync: options.fsync ?? true },
      user,
    );
    if ("child" in started) {
      const { child, exited } = started;
      const pid = child.pid ?? 0;
      const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
      return { superuserUrl, port, pid, exited, stop: () => stopPostmaster(pid).then(() => exited) };
    }
    // After a server is killed, its backends need a moment to exit. And another process may have taken the port.
    const temporary =
      /pre-existing shared memory block/.test(started.output) ||
      (options.port === undefined && /Address already in use/.test(started.output));
    if (!temporary || attempt === 40)
      throw new ClusterError(explainServerOutput(started.output, { folder, port }));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

type Launch = { data: string; folder: string; port: number; fsync: boolean };

function settings({ data, port, fsync }: Launch): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statement values may be a shopper's personal data, which is never logged.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
  };
  if (!fsync) Object.assign(values, { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  return ["-D", data, ...Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

async function launch(
  program: string,
  how: Launch,
  user: ServerUser | null,
): Promise<{ child: ChildProcess; exited: Promise<void> } | { output: string }> {
  const logFile = join(how.folder, "postgres.log");
  const { descriptor, offset } = openLog(logFile);
  const child = spawn(program, settings(how), {
    cwd: "/",
    // In its own process group: Ctrl-C must not stop the database before the processes that use it.
    detached: true,
    env: serverEnvironment,
    stdio: ["ignore", descriptor, descriptor],
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  closeSync(descriptor);
  const exited = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  if (child.pid === undefined) return { output: `${program} could not be started` };
  const release = guardProcess(child.pid, "SIGINT");
  void exited.then(release);
  if (await isReady(child, how.data)) return { child, exited };
  return { output: readFileSync(logFile).subarray(offset).toString() };
}

function openLog(file: string): { descriptor: number; offset: number } {
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const fresh = size > LOG_LIMIT_BYTES;
    return { descriptor: openSync(file, fresh ? "w" : "a", 0o600), offset: fresh ? 0 : size };
  } catch (error) {
    throw explainFolderError(error, file);
  }
}

/** Waits for "ready" in the server's lock file, which needs no connection. */
async function isReady(child: ChildProcess, data: string): Promise<boolean> {
  const end = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null) {
    const state = readPostmaster(data);
    if (state?.pid === child.pid && state?.ready) return true;
    if (Date.now() > end) {
      child.kill("SIGKILL");
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return false;
}
