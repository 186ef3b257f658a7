import { renewShopChecks } from "@/db/system/installations/shop-checks";
import type { SystemCtx } from "@/lib/services/core/context";
import { wantedSubscriptions } from "./wanted-subscriptions";

/** The checks of a new version are spread over this time. */
const SPREAD_MS = 60_000;

/**
 * Makes the check of each shop due that was last given other webhook subscriptions than this version wants. Called when
 * a worker starts, so that a new topic and a new address of the portal reach shops that are connected.
 *
 * Proved by tests/http/store-health/check-shop.test.ts.
 *
 * @param input.origin the portal's public URL
 */
export async function renewChecks(
  ctx: Pick<SystemCtx, "db" | "clock">,
  input: { origin: string },
): Promise<number> {
  const now = await ctx.clock.now();
  const wanted = wantedSubscriptions(input.origin);
  return renewShopChecks(ctx.db, { wanted, now, withinMs: SPREAD_MS });
}
