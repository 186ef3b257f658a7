import { renewShopChecks } from "@/db/system/installations/shop-checks";
import { recordBeat } from "@/db/system/sweeps/record-beat";
import { OUTAGE_MS } from "@/lib/domain/installations/shop-check";
import type { CrossdockPart } from "@/lib/domain/intake/crossdock-part";
import type { SystemCtx } from "@/lib/services/core/context";

/** After an outage, the checks of all shops are spread over this time. */
const SPREAD_MS = 5 * 60_000;

/**
 * Records that a part of Crossdock runs. After an outage, the webhook subscriptions of every shop are checked, because
 * Shopify removes a subscription after eight failed retries of one webhook.
 *
 * Proved by tests/http/store-health/outages.test.ts.
 *
 * @returns whether an outage ended
 */
export async function reportRunning(
  ctx: Pick<SystemCtx, "db" | "clock" | "log">,
  part: CrossdockPart,
): Promise<boolean> {
  const now = await ctx.clock.now();
  const outage = await recordBeat(ctx.db, { part, now, outageMs: OUTAGE_MS });
  if (!outage) return false;
  const shops = await renewShopChecks(ctx.db, { wanted: null, now, withinMs: SPREAD_MS });
  const minutes = Math.round((outage.until.getTime() - outage.from.getTime()) / 60_000);
  ctx.log.warn("a part of Crossdock did not run; the shops are checked", { part, minutes, shops });
  return true;
}
