import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { commandLine, parentOf } from "@/db/embedded/process-facts";
import { guardProcess } from "@/db/embedded/watchdog";
import { projectRoot } from "@/testing/folders/project-root";

export type Script = {
  child: ChildProcess;
  pid: number;
  /** The output so far. */
  output(): string;
  /** Waits for a line that matches. Rejects if the script ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** Waits until the script exits, and returns the exit code. */
  end(): Promise<number | null>;
};

/** Runs a TypeScript file of the project, as the npm scripts do. */
export function runScript(
  file: string,
  args: string[],
  env: Record<string, string | undefined> = {},
): Script {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A script that a failing test leaves running stops with the test run.
  const release = guardProcess(child.pid ?? 0, "SIGKILL");
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      wake();
    });
  }
  const ended = once(child, "close");
  void ended.then(() => {
    release();
    wake();
  });
  return {
    child,
    pid: child.pid ?? 0,
    output: () => lines.join("\n"),
    end: async () => {
      await ended;
      return child.exitCode;
    },
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(check);
          if (found !== undefined) resolve(found);
          else reject(new Error(`The script ended without the line ${pattern}:\n${lines.join("\n")}`));
        };
        waiting.add(check);
        check();
      }),
  };
}

/** The ids of a process's children whose command line contains a text. */
export function childrenOf(pid: number, text: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((each) => each > 1 && parentOf(each) === pid && commandLine(each).includes(text));
}
