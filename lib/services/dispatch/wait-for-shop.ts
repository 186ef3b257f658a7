import { and, eq } from "drizzle-orm";
import { lockOrder } from "@/db/queries/orders/lock-order";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { CLOSED_SHOP_WAIT_MS, opensBreaker } from "@/lib/domain/installations/budget";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import type { StoreAccess } from "@/lib/services/installations/shop-access";
import { deferLeg } from "@/lib/services/legs/defer-leg";
import type { DispatchResult } from "./dispatch-result";
import type { DispatchLeg } from "./load-dispatch";

/** An installation that no call can use: its circuit breaker is open, or its app was removed. */
type ClosedShop = { installationId: string; code: RemoteErrorCode };

/** The shop that a leg waits for; null when the shops that its next step calls can be called. */
export function closedShop(
  leg: DispatchLeg,
  shops: { destination: StoreAccess; source: StoreAccess },
): ClosedShop | null {
  const source = closed(leg, leg.sourceStoreId, shops.source);
  // A look-up calls only the source store.
  return source ?? (leg.state === "planned" ? closed(leg, leg.storeId, shops.destination) : null);
}

function closed(leg: DispatchLeg, storeId: string, access: StoreAccess): ClosedShop | null {
  const installationId = leg.installations.get(storeId);
  if (installationId === undefined) return null;
  if (access === null) return { installationId, code: "unauthorized" };
  return access.closedFor === null ? null : { installationId, code: access.closedFor };
}

/** The installation whose open circuit breaker made a call to a store fail; null for any other failure. */
export function shopToWaitFor(
  leg: Pick<DispatchLeg, "installations">,
  storeId: string,
  code: RemoteErrorCode,
): string | null {
  const closes = code === "paused" || opensBreaker(code);
  return closes ? (leg.installations.get(storeId) ?? null) : null;
}

/**
 * Lets a leg wait until a shop can be called again. The sweeper tries the shop each minute and then releases all legs
 * that wait for it, so that a closed shop costs one call a minute, whatever the number of its legs.
 *
 * Proved by tests/faults/shops/closed-shops.test.ts.
 */
export async function waitForShop(
  ctx: Ctx,
  leg: DispatchLeg,
  { installationId, code }: ClosedShop,
): Promise<DispatchResult> {
  if (leg.state === "planned") {
    await deferLeg(ctx, leg, { code }, CLOSED_SHOP_WAIT_MS, installationId);
    return { kind: "waiting", code, retryAfterMs: CLOSED_SHOP_WAIT_MS };
  }
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockOrder(tx, ctx.scope, leg.orderId);
    await tx
      .update(pushLeg)
      .set({ waitsFor: installationId, notBefore: new Date(at.getTime() + CLOSED_SHOP_WAIT_MS) })
      .where(
        and(
          eq(pushLeg.organizationId, ctx.scope.organizationId),
          eq(pushLeg.id, leg.id),
          eq(pushLeg.state, leg.state),
        ),
      );
  });
  // A watched leg is settled: only its look-up waits.
  return leg.state === "uncertain"
    ? { kind: "waiting", code: "uncertain", retryAfterMs: CLOSED_SHOP_WAIT_MS }
    : { kind: "settled", state: leg.state };
}
