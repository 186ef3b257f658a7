import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { guardProcess } from "@/db/embedded/watchdog";
import { projectRoot } from "@/scripts/supervisor/project-root";
import type { Service } from "@/scripts/supervisor/services";

export type RunningService = {
  pid: number;
  /** Resolves when the process has exited. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Sends SIGTERM, and SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
};

const GRACE_MS = 8_000;

/**
 * Starts one process of the product. It stops with this process, even after `kill -9`.
 *
 * @param env the environment, to which the service's own variables are added
 * @param onLine receives each line that the process writes to stdout or stderr
 */
export function spawnService(
  service: Service,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): RunningService {
  const child = spawn(process.execPath, service.args, {
    cwd: projectRoot,
    env: { ...env, ...service.env },
    // In its own process group: Ctrl-C reaches only the supervisor, which then stops all processes in order.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", onLine);
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("error", () => resolve({ code: 1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const pid = child.pid ?? 0;
  if (pid > 0) void exited.then(guardProcess(-pid, "SIGTERM"));
  return { pid, exited, stop: (graceMs = GRACE_MS) => stop(child, exited, graceMs) };
}

async function stop(child: ChildProcess, exited: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child.pid, "SIGTERM");
  const force = setTimeout(() => signalGroup(child.pid ?? 0, "SIGKILL"), graceMs);
  await exited;
  clearTimeout(force);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid > 1) process.kill(-pid, signal);
  } catch {
    // The process group has already exited.
  }
}
