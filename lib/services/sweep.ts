import { sweepAutomaticPushes } from "@/db/system/sweep-automatic-pushes";
import { sweepDeliveries } from "@/db/system/sweep-deliveries";
import { sweepLegs } from "@/db/system/sweep-legs";
import type { SystemCtx } from "./context";

/** How long something may lie before its event is thought lost. */
const OLDER_THAN_MS = 60_000;

/** At most one more event per row in this time. */
const PERIOD_MS = 60_000;

/**
 * Takes up what was left behind: deliveries that nobody processed or that wait, orders that automatic
 * push has not looked at, and planned or abandoned legs.
 * Several at once, or one that is repeated, emit nothing twice in a period.
 */
export async function sweep(ctx: SystemCtx): Promise<{ deliveries: number; orders: number; legs: number }> {
  const span = { now: await ctx.clock.now(), olderThanMs: OLDER_THAN_MS, periodMs: PERIOD_MS };
  const deliveries = await sweepDeliveries(ctx.db, span);
  const orders = await sweepAutomaticPushes(ctx.db, span);
  const legs = await sweepLegs(ctx.db, span);
  return { deliveries, orders, legs };
}
