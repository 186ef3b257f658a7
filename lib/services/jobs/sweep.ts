import { forgetExpired } from "@/db/system/installations/shop-installs";
import { releaseLegs } from "@/db/system/sweeps/release-legs";
import { sweepAutomaticPushes } from "@/db/system/sweeps/sweep-automatic-pushes";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { sweepLanes } from "@/db/system/sweeps/sweep-lanes";
import { sweepLegs } from "@/db/system/sweeps/sweep-legs";
import { sweepLooks } from "@/db/system/sweeps/sweep-looks";
import { sweepShops } from "@/db/system/sweeps/sweep-shops";
import { sweepSourceOrders } from "@/db/system/sweeps/sweep-source-orders";
import { sweepWithheld } from "@/db/system/sweeps/sweep-withheld";
import { RETRY_MS } from "@/lib/domain/installations/shop-check";
import { STILL_MS } from "@/lib/domain/intake/lane";
import type { SystemCtx } from "@/lib/services/core/context";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";

/** The age from which unfinished work counts as left behind by a lost event. */
const OLDER_THAN_MS = 60_000;

/** The sweeper emits at most one event per row in this time. */
const PERIOD_MS = 60_000;

/** The same for reads of source orders, which are retried less often. */
const READ_PERIOD_MS = 10 * 60_000;

/** The number of emitted events by subject. */
type Swept = {
  deliveries: number;
  orders: number;
  legs: number;
  sourceOrders: number;
  shops: number;
  withheld: number;
  looks: number;
};

/**
 * Emits events again for work that was left behind: unprocessed or waiting deliveries, orders that automatic push has
 * not evaluated, planned or abandoned legs, and source orders that are due for another read. Emits the events of work
 * that comes with time: shops whose webhooks are to be checked, orders whose customer data was withheld, and looks for
 * other apps' orders. Concurrent or repeated sweeps emit no event twice in a period. Installations that nobody claimed
 * are forgotten. Legs whose shop can be called again are released first.
 */
export async function sweep(ctx: SystemCtx): Promise<Swept> {
  const span = { now: await ctx.clock.now(), olderThanMs: OLDER_THAN_MS, periodMs: PERIOD_MS };
  const deliveries = await sweepDeliveries(ctx.db, { now: span.now, pace: deliveryPace });
  const orders = await sweepAutomaticPushes(ctx.db, span);
  await forgetExpired(ctx.db, span.now);
  await sweepLanes(ctx.db, { now: span.now, stillMs: STILL_MS });
  await releaseLegs(ctx.db);
  const legs = await sweepLegs(ctx.db, span);
  const sourceOrders = await sweepSourceOrders(ctx.db, { ...span, periodMs: READ_PERIOD_MS });
  const shops = await sweepShops(ctx.db, { now: span.now, retryMs: RETRY_MS });
  const withheld = await sweepWithheld(ctx.db, span);
  const looks = await sweepLooks(ctx.db, { ...span, periodMs: READ_PERIOD_MS });
  return { deliveries, orders, legs, sourceOrders, shops, withheld, looks };
}
