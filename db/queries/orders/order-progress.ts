import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { storeNames } from "@/db/queries/stores/store-names";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import type { LegState } from "@/lib/domain/orders/leg-state";
import type { LegCauseData } from "@/lib/domain/push/leg-cause";
import type { StoredTrack } from "@/lib/domain/push/stored-track";

/** The state of an order after an action: its track, and its problems by source store. */
type OrderProgress = {
  id: string;
  name: string;
  track: StoredTrack;
  problems: { sourceStoreId: string; code: string; data: LegCauseData }[];
};

/** States in which the cause of a leg is a problem. In other states the cause is history. */
const problemStates: LegState[] = ["planned", "uncertain", "rejected"];

/** The state of some orders, with the names of the source stores in their tracks. */
export async function orderProgress(
  tx: Tx,
  scope: Scope,
  orderIds: readonly string[],
): Promise<{ orders: OrderProgress[]; stores: ReadonlyMap<string, { name: string }> }> {
  if (orderIds.length === 0) return { orders: [], stores: new Map() };
  const rows = await tx
    .select({ id: order.id, name: order.name, track: order.track })
    .from(order)
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        inArray(order.id, [...orderIds]),
        merchantFilter(scope, order.merchantId),
      ),
    );
  if (rows.length === 0) return { orders: [], stores: new Map() };
  const legs = await tx
    .select({
      orderId: pushLeg.orderId,
      sourceStoreId: pushLeg.sourceStoreId,
      code: pushLeg.causeCode,
      data: pushLeg.causeData,
    })
    .from(pushLeg)
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        inArray(
          pushLeg.orderId,
          rows.map((row) => row.id),
        ),
        inArray(pushLeg.state, problemStates),
      ),
    )
    .orderBy(pushLeg.createdAt, pushLeg.id);
  const orders = rows.map((row) => ({
    id: row.id,
    name: row.name,
    track: row.track ?? { segments: [], unsynced: 0, returned: 0 },
    problems: legs.flatMap(({ orderId, sourceStoreId, code, data }) =>
      orderId === row.id && code !== null ? [{ sourceStoreId, code, data }] : [],
    ),
  }));
  const suppliers = orders.flatMap(({ track }) => track.segments.map((segment) => segment.sourceStoreId));
  return { orders, stores: await storeNames(tx, scope, suppliers) };
}
