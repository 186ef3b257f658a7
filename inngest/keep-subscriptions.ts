import { setTimeout as sleep } from "node:timers/promises";
import type { SystemCtx } from "@/lib/services/core/context";
import { subscribeShops } from "@/lib/services/stores/subscribe-shops";

const PAUSE_MS = 60_000;

/**
 * Keeps the webhook subscriptions of connected shops up to date, from the start of the worker on. It runs beside the
 * jobs, so neither the start nor a job waits for a shop. A process may end at any moment: the next one reads first what
 * exists.
 */
export function keepSubscriptions(ctx: SystemCtx, origin: string): { stop(): void } {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        await subscribeShops(ctx, { origin });
      } catch (error) {
        const cause = error instanceof Error ? error.name : typeof error;
        ctx.log.error("the webhooks of shops could not be checked", { cause });
      }
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  void run();
  return { stop: () => stopping.abort() };
}
