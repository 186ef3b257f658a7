import { findLeg } from "@/db/queries/legs/find-leg";
import { lockOrder } from "@/db/queries/orders/lock-order";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { reportFailure } from "@/lib/services/installations/report-failure";
import type { StoreAccess } from "@/lib/services/installations/shop-access";
import { setWatch } from "@/lib/services/legs/set-watch";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { DispatchResult } from "./dispatch-result";
import { type LookUpLeg, lookUpLeg } from "./look-up-leg";

const watched = new Set(["skipped", "superseded", "created"]);

/**
 * Whether a leg in a settled state is due for a look-up, because an earlier send may still arrive.
 * Proved by `tests/faults/uncertain-legs.test.ts`.
 */
export function isWatched(leg: { state: string; notBefore: Date | null }, now: Date): boolean {
  return watched.has(leg.state) && leg.notBefore !== null && leg.notBefore <= now;
}

/**
 * Looks up a watched leg. An order that appeared late is recorded: as the leg's own, or, if the leg already has one,
 * as a second order with a change card.
 */
export async function watchLeg(ctx: Ctx, leg: LookUpLeg, access: StoreAccess): Promise<DispatchResult> {
  try {
    await lookUpLeg(ctx, leg, access);
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    await reportFailure(ctx, { storeId: leg.sourceStoreId, call: "look_up" }, error);
  }
  const at = await ctx.clock.now();
  const state = await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockOrder(tx, ctx.scope, leg.orderId);
    const now = await findLeg(tx, ctx.scope, leg.legId);
    if (now && watched.has(now.state)) await setWatch(tx, ctx, leg.legId, at);
    return now?.state ?? "not_found";
  });
  return { kind: "settled", state };
}
