import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { LegState } from "@/lib/domain/orders/leg-state";

export type StuckLeg = {
  id: string;
  orderId: string;
  orderName: string;
  sourceStoreName: string;
  state: LegState;
  since: Date;
};

/** Legs that are stuck: uncertain, planned and due since `before`, or claimed with a lease that ended. */
export async function stuckLegs(
  tx: Tx,
  scope: Scope,
  span: { now: Date; before: Date; limit: number },
): Promise<StuckLeg[]> {
  return tx
    .select({
      id: pushLeg.id,
      orderId: pushLeg.orderId,
      orderName: order.name,
      sourceStoreName: store.name,
      state: pushLeg.state,
      since: pushLeg.stateChangedAt,
    })
    .from(pushLeg)
    .innerJoin(order, and(eq(order.organizationId, pushLeg.organizationId), eq(order.id, pushLeg.orderId)))
    .innerJoin(
      store,
      and(eq(store.organizationId, pushLeg.organizationId), eq(store.id, pushLeg.sourceStoreId)),
    )
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        merchantFilter(scope, order.merchantId),
        inArray(pushLeg.state, ["planned", "claimed", "uncertain"]),
        or(
          eq(pushLeg.state, "uncertain"),
          and(
            eq(pushLeg.state, "planned"),
            lt(pushLeg.stateChangedAt, span.before),
            isNull(pushLeg.waitsFor),
            sql`(${pushLeg.notBefore} is null or ${pushLeg.notBefore} < ${span.before.toISOString()}::timestamptz)`,
          ),
          and(eq(pushLeg.state, "claimed"), lt(pushLeg.leaseUntil, span.now)),
        ),
      ),
    )
    .orderBy(asc(pushLeg.stateChangedAt), asc(pushLeg.id))
    .limit(span.limit);
}
