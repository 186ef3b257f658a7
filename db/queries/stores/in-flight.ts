import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import { connectionsOfStore } from "./concerned-legs";

/** The part of the way on which a send is: planned, sent without an answer, or created and not shipped completely. */
export type FlightStage = "planned" | "uncertain" | "created";

/** A send in flight, with its order. */
export type Flight = { legId: string; orderId: string; stage: FlightStage };

/**
 * The sends in flight of a store or connection that the caller has checked, the newest first. A send that is being made
 * now counts as uncertain. Reads at most `limit` sends of each connection, in the order of an index.
 *
 * @param created whether sends that created an order count while it is not shipped completely
 * @param limit the most sends without a source order, and the most with one
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
  const { organizationId } = scope;
  const concerned =
    level === "connection" ? sql`(select ${subjectId}::text as id)` : connectionsOfStore(scope, subjectId);
  const open = sql`
    select l.id, l.order_id, case l.state when 'planned' then 'planned' else 'uncertain' end as stage, l.created_at
    from ${concerned} c cross join lateral (
      select id, order_id, state, created_at from push_leg
      where organization_id = ${organizationId} and connection_id = c.id
        and state in ('planned', 'claimed', 'uncertain')
      order by created_at desc limit ${limit}) l
    order by l.created_at desc limit ${limit}`;
  // A leg with such a source order is created: a leg ends when its source order is cancelled or deleted.
  const unshipped = sql`
    select s.leg_id, s.order_id, 'created', s.created_at
    from ${concerned} c cross join lateral (
      select leg_id, order_id, created_at from source_order
      where organization_id = ${organizationId} and connection_id = c.id
        and not duplicate and cancelled_at is null and fulfillment_status is distinct from 'FULFILLED'
      order by created_at desc limit ${limit}) s
    order by s.created_at desc limit ${limit}`;
  const rows = await tx.execute<Flight>(sql`
    select f.id as "legId", f.order_id as "orderId", f.stage
    from (${created ? sql`(${open}) union all (${unshipped})` : open}) f
    order by f.created_at desc, f.id`);
  return [...rows];
}
