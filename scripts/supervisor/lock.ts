import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFolderError } from "@/db/embedded/cluster-error";
import { isAlive, waitUntilGone, workingDirectory } from "@/db/embedded/process-facts";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { StartError } from "@/scripts/supervisor/start-error";

type Holder = { pid: number; ancestors: number[]; origin: string; children: number[] };

export type Lock = {
  /** Whether an earlier start was killed and its leftovers were just removed. */
  tookOver: boolean;
  /** Records a process that the next start must stop if this one is killed. */
  addChild(pid: number): void;
  release(): void;
};

/** How long to wait for a start whose npm was killed to exit. */
const EXIT_TIMEOUT_MS = 30_000;

/** The process that runs the demo in this data folder, or null. */
export function runningStart(folder: string): Holder | null {
  const holder = read(fileOf(folder));
  return holder && isOurs(holder.pid) ? holder : null;
}

/**
 * Makes this process the only one that runs the demo in a folder, and stops processes that a killed start left running.
 *
 * @param ancestors processes that stop this one when they exit
 * @throws StartError if the demo is already running
 */
export async function takeLock(folder: string, origin: string, ancestors: number[]): Promise<Lock> {
  const file = fileOf(folder);
  let tookOver = false;
  for (let attempt = 0; ; attempt++) {
    const mine: Holder = { pid: process.pid, ancestors, origin, children: [] };
    if (create(file, mine)) return lock(file, mine, tookOver);
    const holder = read(file);
    if (holder && isOurs(holder.pid)) {
      const dying = holder.ancestors.some((pid) => !isAlive(pid));
      if (!dying || attempt > 3 || !(await waitUntilGone(holder.pid, EXIT_TIMEOUT_MS)))
        throw alreadyRunning(holder);
    }
    tookOver = true;
    await Promise.all((holder?.children ?? []).map(stopLeftover));
    rmSync(file, { force: true });
  }
}

/** The error for a data folder that is in use. */
export function alreadyRunning(holder: { pid: number; origin: string }): StartError {
  return new StartError(
    `Crossdock is already running from this folder: ${holder.origin} (process ${holder.pid}). Stop it first with Ctrl-C in its terminal, or with "kill ${holder.pid}".`,
  );
}

const fileOf = (folder: string): string => join(folder, "running.json");

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw explainFolderError(error, file);
  }
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function lock(file: string, mine: Holder, tookOver: boolean): Lock {
  return {
    tookOver,
    addChild: (pid) => {
      mine.children.push(pid);
      writeFileSync(`${file}.new`, JSON.stringify(mine), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Whether a process runs in our folder. The id alone proves nothing, because process ids are reused. */
function isOurs(pid: number): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  const folder = workingDirectory(pid);
  // If the folder is unknown, the process counts as ours, except on Linux, where it belongs to another user.
  if (folder === undefined) return process.platform !== "linux";
  return folder === realpathSync(projectRoot);
}

async function stopLeftover(pid: number): Promise<void> {
  if (!isOurs(pid)) return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, 5_000)) return;
  }
}
