import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serverEnvironment } from "@/db/embedded/server-environment";

let running: ChildProcess | undefined;

/** Sends a command to the watchdog: one per process, started at the first command, exits after this process. */
function sendCommand(line: string): void {
  if (!running || running.exitCode !== null || running.signalCode !== null) {
    running = spawn(process.execPath, [fileURLToPath(new URL("./watchdog-process.mjs", import.meta.url))], {
      cwd: "/",
      // Outside our process group, so that Ctrl-C does not reach it.
      detached: true,
      env: serverEnvironment,
      stdio: ["pipe", "ignore", "ignore"],
    });
    running.unref();
    const { stdin } = running;
    stdin?.on("error", () => {});
    if (stdin && "unref" in stdin && typeof stdin.unref === "function") stdin.unref();
  }
  running.stdin?.write(`${line}\n`);
}

/**
 * Makes the watchdog stop a process when this process ends, even by `kill -9`.
 *
 * @param pid a process id, or a negative process group id
 * @returns a function that removes the guard; call it when the process has exited
 */
export function guardProcess(pid: number, signal: "SIGINT" | "SIGTERM" | "SIGKILL"): () => void {
  sendCommand(`guard ${pid} ${signal}`);
  return () => sendCommand(`release ${pid}`);
}

/** Makes the watchdog remove a folder when this process ends. Returns a function that cancels the removal. */
export function guardFolder(folder: string): () => void {
  sendCommand(`remove ${folder}`);
  return () => sendCommand(`keep ${folder}`);
}
