import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serverEnvironment } from "@/db/embedded/server-environment";

let running: ChildProcess | undefined;

/** One watchdog per process, started when first needed; it ends with this process, however that ends. */
function tell(line: string): void {
  if (!running || running.exitCode !== null || running.signalCode !== null) {
    running = spawn(process.execPath, [fileURLToPath(new URL("./watchdog-process.mjs", import.meta.url))], {
      cwd: "/",
      // Out of our process group, so that Ctrl-C reaches only the supervisor.
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
 * Has a process ended when this one dies without having ended it, be it by `kill -9`.
 *
 * @param pid a process id, or a negative one for a whole group
 * @returns takes the guard away again; call it when the process has ended
 */
export function guardProcess(pid: number, signal: "SIGINT" | "SIGTERM" | "SIGKILL"): () => void {
  tell(`guard ${pid} ${signal}`);
  return () => tell(`release ${pid}`);
}

/** Has a folder removed when this process dies without having removed it. Returns the taking back. */
export function guardFolder(folder: string): () => void {
  tell(`remove ${folder}`);
  return () => tell(`keep ${folder}`);
}
