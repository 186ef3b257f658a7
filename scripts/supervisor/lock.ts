import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFolderError } from "@/db/embedded/cluster-error";
import { isAlive, waitUntilGone, workingDirectory } from "@/db/embedded/process-facts";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { StartError } from "@/scripts/supervisor/start-error";

type Holder = { pid: number; ancestors: number[]; origin: string; children: number[] };

export type Lock = {
  /** Whether an earlier start was killed and has just been cleaned up after. */
  tookOver: boolean;
  /** Notes a process that the next start must end if this one is killed. */
  addChild(pid: number): void;
  release(): void;
};

/** How long a start whose npm was killed gets to end by itself. */
const DYING_MS = 30_000;

/** The running start of this data folder, if there is one. */
export function runningStart(folder: string): Holder | null {
  const holder = read(fileOf(folder));
  return holder && isOurs(holder.pid) ? holder : null;
}

/**
 * Makes this process the only one that runs the demo in a folder, ending what a killed one left.
 *
 * @param ancestors processes whose end makes this one end too
 * @throws StartError when another start is running
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
      if (!dying || attempt > 3 || !(await waitUntilGone(holder.pid, DYING_MS))) throw alreadyRunning(holder);
    }
    tookOver = true;
    await Promise.all((holder?.children ?? []).map(endLeftover));
    rmSync(file, { force: true });
  }
}

/** The sentence for a data folder that is in use. */
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

/** Process ids are used again: only one that works in our folder is ours. */
function isOurs(pid: number): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  const folder = workingDirectory(pid);
  // Where the folder cannot be told, a living process is taken for ours; on Linux it is then another user's.
  if (folder === undefined) return process.platform !== "linux";
  return folder === realpathSync(projectRoot);
}

async function endLeftover(pid: number): Promise<void> {
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
