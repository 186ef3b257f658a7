import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const STATUS = "/proc/self/status";

/** The numbers of the processors that this process may use; empty on systems other than Linux. */
export function processors(): number[] {
  const status = existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "";
  const ranges = /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1]?.split(",") ?? [];
  return ranges.flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * Pins processes to one processor, because passing a short statement between processors takes longer than the
 * statement. Does nothing on systems without `taskset`.
 */
export async function keepOn(processor: number, pids: readonly number[]): Promise<void> {
  const run = promisify(execFile);
  await Promise.allSettled(pids.map((pid) => run("taskset", ["-a", "-c", "-p", `${processor}`, `${pid}`])));
}
