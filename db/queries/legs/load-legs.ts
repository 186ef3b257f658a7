import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { push, pushLeg, pushLegLine } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import type { LegFacts } from "@/lib/domain/orders/facts";

/** The legs of some orders with their lines, oldest first. The caller must have checked that the scope sees them. */
export async function loadLegs(
  tx: Tx,
  scope: Scope,
  orderIds: readonly string[],
): Promise<(LegFacts & { orderId: string })[]> {
  if (orderIds.length === 0) return [];
  const legs = await tx
    .select({ leg: pushLeg, mode: push.mode, cautions: push.cautions })
    .from(pushLeg)
    .innerJoin(push, and(eq(push.organizationId, pushLeg.organizationId), eq(push.id, pushLeg.pushId)))
    .where(and(eq(pushLeg.organizationId, scope.organizationId), inArray(pushLeg.orderId, [...orderIds])))
    .orderBy(pushLeg.createdAt, pushLeg.id);
  const legIds = legs.map(({ leg }) => leg.id);
  const lines =
    legIds.length === 0
      ? []
      : await tx
          .select()
          .from(pushLegLine)
          .where(
            and(eq(pushLegLine.organizationId, scope.organizationId), inArray(pushLegLine.legId, legIds)),
          )
          .orderBy(pushLegLine.id);
  const byLeg = Map.groupBy(lines, (line) => line.legId);
  return legs.map(({ leg, mode, cautions }) => ({
    id: leg.id,
    orderId: leg.orderId,
    pushId: leg.pushId,
    pushMode: mode,
    accepted: cautions,
    connectionId: leg.connectionId,
    sourceStoreId: leg.sourceStoreId,
    state: leg.state,
    originMark: leg.originMark,
    linked: leg.linked,
    generation: leg.generation,
    carriesShipping: leg.carriesShipping,
    finishes: leg.finishes,
    sentContactId: leg.sentContactId,
    sentShipping: leg.sentShipping,
    leaseUntil: leg.leaseUntil,
    notBefore: leg.notBefore,
    causeCode: leg.causeCode,
    lines: byLeg.get(leg.id) ?? [],
  }));
}
