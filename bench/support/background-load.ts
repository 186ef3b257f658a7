import { cpus } from "node:os";

const SAMPLE_MS = 500;
/** Above this load, other programs distort the figures. */
const QUIET_PERCENT = 15;

/** Prints a warning if the background load was too high for meaningful figures. */
export function warnIfBusy(percent: number): void {
  if (percent <= QUIET_PERCENT) return;
  console.error(
    "Other programs kept this machine busy, so the figures are not reliable. Measure again when it is idle.",
  );
}

/** Measures the load by other programs, in percent of all processors. Call it while the servers are idle. */
export async function backgroundLoad(): Promise<number> {
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  const after = times();
  const all = after.all - before.all;
  return all === 0 ? 0 : Math.round(100 * (1 - (after.idle - before.idle) / all));
}

function times(): { idle: number; all: number } {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, all };
}
