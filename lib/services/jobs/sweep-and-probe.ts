import type { SystemCtx } from "@/lib/services/core/context";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { reportRunning } from "./report-running";
import { sweep } from "./sweep";

/**
 * Emits the events of unfinished work again, and tries each shop whose circuit breaker is open once. If one answers,
 * what waited for it continues at once, not a minute later. The sweep comes first, because a trial may take as long as
 * a call's timeout.
 *
 * Proved by tests/faults/shops/closed-shops.test.ts.
 */
export async function sweepAndProbe(ctx: SystemCtx) {
  await reportRunning(ctx, "worker");
  const swept = await sweep(ctx);
  const probes = await probePausedShops(ctx);
  const released = probes.answered > 0 ? await sweep(ctx) : null;
  return { ...swept, ...probes, ...(released && { released }) };
}
