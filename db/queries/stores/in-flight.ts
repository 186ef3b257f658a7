import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { concernedLegs } from "./concerned-legs";

/** The part of the way on which a send is: planned, sent without an answer, or created and not shipped completely. */
export type FlightStage = "planned" | "uncertain" | "created";

/** A send in flight, with its order. */
export type Flight = { legId: string; orderId: string; orderName: string; stage: FlightStage };

const stage = sql<FlightStage>`case ${pushLeg.state} when 'planned' then 'planned' when 'created' then 'created'
  when 'recall_requested' then 'created' else 'uncertain' end`;

/**
 * The sends in flight of a store or connection that the caller has checked, the newest order first. A send that is being
 * made now counts as uncertain.
 *
 * @param created whether sends that created an order count while it is not shipped completely
 */
export async function inFlight(
  tx: Tx,
  scope: Scope,
  {
    level,
    subjectId,
    created,
    limit,
  }: { level: "store" | "connection"; subjectId: string; created: boolean; limit: number },
): Promise<Flight[]> {
  const unshipped = sql`exists (select 1 from source_order s where s.organization_id = ${pushLeg.organizationId}
    and s.leg_id = ${pushLeg.id} and not s.duplicate and s.cancelled_at is null
    and s.fulfillment_status is distinct from 'FULFILLED')`;
  return tx
    .select({ legId: pushLeg.id, orderId: order.id, orderName: order.name, stage })
    .from(pushLeg)
    .innerJoin(order, and(eq(order.organizationId, pushLeg.organizationId), eq(order.id, pushLeg.orderId)))
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        concernedLegs(level, subjectId),
        or(
          inArray(pushLeg.state, ["planned", "claimed", "uncertain"]),
          created ? and(inArray(pushLeg.state, ["created", "recall_requested"]), unshipped) : undefined,
        ),
      ),
    )
    .orderBy(desc(order.createdAt), desc(order.id))
    .limit(limit);
}
