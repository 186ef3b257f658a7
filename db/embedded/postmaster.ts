import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ClusterError } from "@/db/embedded/cluster-error";
import { commandLine, isAlive, waitUntilGone, workingDirectory } from "@/db/embedded/process-facts";

/** What the lock file of a running server says. */
type Postmaster = { pid: number; port: number; ready: boolean };

/** Reads `postmaster.pid`; null when there is none, or it is not complete yet. */
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
 * Stops a server that a killed supervisor left behind, and removes a lock file whose process is gone or has
 * become somebody else's. Nothing happens when there is neither.
 *
 * @throws ClusterError when the server does not end
 */
export async function clearLeftover(dataFolder: string): Promise<void> {
  const found = readPostmaster(dataFolder);
  if (found && isAlive(found.pid) && isPostmasterOf(found.pid, dataFolder)) {
    await stopPostmaster(found.pid);
  }
  rmSync(join(dataFolder, "postmaster.pid"), { force: true });
}

/**
 * Stops a server: a fast shutdown, and harder ones if it does not end.
 *
 * @throws ClusterError when it lives on
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
    `The PostgreSQL server with process id ${pid} does not end. Stop it and start again.`,
  );
}

function isPostmasterOf(pid: number, dataFolder: string): boolean {
  const folder = workingDirectory(pid);
  if (folder !== undefined) return folder === realpathSync(dataFolder);
  return commandLine(pid).includes(dataFolder);
}
