import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/** A leg and its order's id; null when the scope does not see the leg. */
export async function findLeg(tx: Tx, scope: Scope, legId: string) {
  const [row] = await tx
    .select({
      id: pushLeg.id,
      orderId: pushLeg.orderId,
      state: pushLeg.state,
      sourceStoreId: pushLeg.sourceStoreId,
      connectionId: pushLeg.connectionId,
      originMark: pushLeg.originMark,
      createdAt: pushLeg.createdAt,
      generation: pushLeg.generation,
      leaseUntil: pushLeg.leaseUntil,
      notBefore: pushLeg.notBefore,
      causeCode: pushLeg.causeCode,
    })
    .from(pushLeg)
    .innerJoin(order, and(eq(order.organizationId, pushLeg.organizationId), eq(order.id, pushLeg.orderId)))
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        eq(pushLeg.id, legId),
        merchantFilter(scope, order.merchantId),
      ),
    );
  return row ?? null;
}
