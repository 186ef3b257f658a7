import { sql } from "drizzle-orm";
import { withScope } from "@/db/scope";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Notes that a delivery was about an order of ours, as the order itself or as the source order of one of its legs,
 * so that the order's timeline shows it whatever came of it. An order that nobody knows is left out; repeating it
 * changes nothing.
 * Proved by `tests/http/process-delivery.test.ts`.
 */
export async function noteDelivery(
  ctx: Ctx,
  input: { delivery: Pick<DeliveryRow, "id" | "topic" | "receivedAt">; storeId: string; orderGid: string },
): Promise<void> {
  const { organizationId } = ctx.scope;
  const { delivery, storeId, orderGid } = input;
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx.execute(sql`
      insert into order_delivery (organization_id, order_id, delivery_id, store_id, topic, received_at)
      select ${organizationId}, o.id, ${delivery.id}, ${storeId}, ${delivery.topic},
        ${delivery.receivedAt.toISOString()}::timestamptz
      from (
        select id from "order"
        where organization_id = ${organizationId} and store_id = ${storeId} and shopify_gid = ${orderGid}
        union
        select order_id from source_order
        where organization_id = ${organizationId} and source_store_id = ${storeId} and shopify_gid = ${orderGid}
      ) o
      on conflict do nothing`),
  );
}
