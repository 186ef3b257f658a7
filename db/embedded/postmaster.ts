import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ClusterError } from "@/db/embedded/cluster-error";
import { commandLine, isAlive, waitUntilGone, workingDirectory } from "@/db/embedded/process-facts";

/** The contents of a running server's lock file. */
type Postmaster = { pid: number; port: number; ready: boolean };

/** Reads `postmaster.pid`. Returns null if it does not exist or is not complete yet. */
export function readPostmaster(dataFolder: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 2) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
}

/**
 * Stops a server that a killed supervisor left running, and removes a stale lock file: one whose process is gone,
 * or whose process id now belongs to another program.
 *
 * @throws ClusterError if the server does not stop
 */
export async function clearLeftover(dataFolder: string): Promise<void> {
  const found = readPostmaster(dataFolder);
  if (found && isAlive(found.pid) && isPostmasterOf(found.pid, dataFolder)) {
    await stopPostmaster(found.pid);
  }
  rmSync(join(dataFolder, "postmaster.pid"), { force: true });
}

/**
 * Stops a server: first with a fast shutdown, then with an immediate shutdown, finally with SIGKILL.
 *
 * @throws ClusterError if it is still running
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, ms] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, ms)) return;
  }
  throw new ClusterError(
    `The PostgreSQL server with process id ${pid} does not stop. Stop it and start again.`,
  );
}

function isPostmasterOf(pid: number, dataFolder: string): boolean {
  const folder = workingDirectory(pid);
  if (folder !== undefined) return folder === realpathSync(dataFolder);
  return commandLine(pid).includes(dataFolder);
}
