import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const STATUS = "/proc/self/status";

/** The numbers of the processors that this process may use; none where the system does not tell. */
export function processors(): number[] {
  const status = existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "";
  const ranges = /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1]?.split(",") ?? [];
  return ranges.flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * Keeps processes on one processor: to hand a short statement from one to another takes longer than the statement.
 * Where the system has no `taskset` they run wherever they are put.
 */
export async function keepOn(processor: number, pids: readonly number[]): Promise<void> {
  const run = promisify(execFile);
  await Promise.allSettled(pids.map((pid) => run("taskset", ["-a", "-c", "-p", `${processor}`, `${pid}`])));
}
