import { staleProjections } from "@/db/system/stale-projections";
import type { SystemCtx } from "./context";
import { PROJECTION_VERSION } from "./project-order";

/** Orders whose list columns were written by older rules, at most `limit`. */
export async function findStaleOrders(
  ctx: SystemCtx,
  limit: number,
): Promise<{ organizationId: string; orderId: string }[]> {
  return staleProjections(ctx.db, PROJECTION_VERSION, limit);
}
