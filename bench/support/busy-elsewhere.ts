import { cpus } from "node:os";

const SAMPLE_MS = 500;
/** Above it a turn says more about the other programs than about the servers. */
export const QUIET_PERCENT = 15;

/** How busy the machine is while neither server has anything to do, in percent of all its processors. */
export async function busyElsewhere(): Promise<number> {
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
