import { type StaleOrder, staleProjections } from "@/db/system/sweeps/stale-projections";
import type { SystemCtx } from "@/lib/services/core/context";
import { projectionRules } from "./projection-rules";

/**
 * Finds at most `limit` orders after a place whose list columns were written by an older projection version.
 *
 * Proved by `tests/db/reproject-order.test.ts`.
 */
export async function findStaleOrders(
  ctx: SystemCtx,
  args: { after: StaleOrder | null; limit: number },
): Promise<StaleOrder[]> {
  return staleProjections(ctx.db, { ...args, version: projectionRules.version });
}
