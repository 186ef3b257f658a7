import { and, eq } from "drizzle-orm";
import { findLeg } from "@/db/queries/legs/find-leg";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { activeStops } from "@/db/queries/stores/active-stops";
import { otherAppLook } from "@/db/schema/moving";
import { order } from "@/db/schema/order";
import { pushLegLine } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { wasSent } from "@/lib/domain/dispatch/look-up";
import type { Ctx } from "@/lib/services/core/context";
import { installationsOf } from "@/lib/services/installations/shop-access";
import { deniesCreates } from "./take-trial";

/** A leg as loaded for one dispatch. The claim compares `generation`, so outdated facts are never used for a send. */
export type DispatchLeg = NonNullable<Awaited<ReturnType<typeof loadDispatch>>>;

/**
 * Loads a leg for one dispatch in one transaction: the leg, its order's ids, whether any send of it may have reached
 * the source store (whatever was proved later), its source variants, the looks for another app's orders of its
 * connection, the installations of both stores, whether an emergency stop concerns it, and whether the source store denies
 * order creates. Null when the scope does not include the leg.
 *
 * Proved by tests/faults/dispatch-cost.test.ts and tests/faults/push-protocol.test.ts.
 */
export async function loadDispatch(ctx: Ctx, legId: string) {
  const { scope } = ctx;
  return withScope(ctx.db, scope, async (tx) => {
    const leg = await findLeg(tx, scope, legId);
    if (!leg) return null;
    const [head] = await tx
      .select({
        ...{ storeId: order.storeId, orderGid: order.shopifyGid, deletedAt: order.deletedAt },
        look: otherAppLook,
      })
      .from(order)
      .leftJoin(
        otherAppLook,
        and(
          eq(otherAppLook.organizationId, order.organizationId),
          eq(otherAppLook.connectionId, leg.connectionId),
        ),
      )
      .where(and(eq(order.organizationId, scope.organizationId), eq(order.id, leg.orderId)));
    if (!head) return null;
    const lines = await tx
      .select({ variantGid: pushLegLine.sourceVariantGid })
      .from(pushLegLine)
      .where(and(eq(pushLegLine.organizationId, scope.organizationId), eq(pushLegLine.legId, legId)));
    const everSent = wasSent(await legLedger(tx, scope, legId));
    const installations = await installationsOf(tx, ctx, [head.storeId, leg.sourceStoreId]);
    const variantGids = lines.map((line) => line.variantGid);
    // A stop of one of these, or of the organization, forbids the send.
    const stopIds = [head.storeId, leg.sourceStoreId, leg.connectionId];
    const stopped = (await activeStops(tx, scope, stopIds)).length > 0;
    const denied = await deniesCreates(tx, scope, leg.sourceStoreId);
    return { ...leg, ...head, legId: leg.id, everSent, variantGids, installations, stopIds, stopped, denied };
  });
}
