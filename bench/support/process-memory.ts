import { readFileSync } from "node:fs";
import { median } from "./statistics";

/** Resident memory of a process in MB; NaN on systems other than Linux. */
function residentMb(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Samples a process's memory once a second. `growth` is the last third's median minus the middle third's, in MB. */
export function watchMemory(pid: number): { stop(): { growth: number } } {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentMb(pid)), 1_000);
  return {
    stop() {
      clearInterval(timer);
      const third = Math.floor(samples.length / 3);
      return { growth: median(samples.slice(-third)) - median(samples.slice(third, 2 * third)) };
    },
  };
}
