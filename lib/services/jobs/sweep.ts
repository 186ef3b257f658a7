import { sweepAutomaticPushes } from "@/db/system/sweeps/sweep-automatic-pushes";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { sweepLegs } from "@/db/system/sweeps/sweep-legs";
import { sweepSourceOrders } from "@/db/system/sweeps/sweep-source-orders";
import type { SystemCtx } from "@/lib/services/core/context";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";

/** How long something may lie before its event is thought lost. */
const OLDER_THAN_MS = 60_000;

/** At most one more event per row in this time. */
const PERIOD_MS = 60_000;

/** The same for reads of source orders: whoever cannot be read now is asked less often. */
const READ_PERIOD_MS = 10 * 60_000;

/** How many events were emitted again, by what they are about. */
type Swept = { deliveries: number; orders: number; legs: number; sourceOrders: number };

/**
 * Takes up what was left behind: deliveries that nobody processed or that wait, orders that automatic
 * push has not looked at, planned or abandoned legs, and source orders that were to be read once more.
 * Several at once, or one that is repeated, emit nothing twice in a period.
 */
export async function sweep(ctx: SystemCtx): Promise<Swept> {
  const span = { now: await ctx.clock.now(), olderThanMs: OLDER_THAN_MS, periodMs: PERIOD_MS };
  const deliveries = await sweepDeliveries(ctx.db, { now: span.now, pace: deliveryPace });
  const orders = await sweepAutomaticPushes(ctx.db, span);
  const legs = await sweepLegs(ctx.db, span);
  const sourceOrders = await sweepSourceOrders(ctx.db, { ...span, periodMs: READ_PERIOD_MS });
  return { deliveries, orders, legs, sourceOrders };
}
