import { sql } from "drizzle-orm";
import { withScope } from "@/db/scope";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Links a delivery to the stored order that it concerns, or to the order whose leg created the source order, so that
 * the order's timeline shows the delivery whatever its outcome. Does nothing for an unknown order. Idempotent.
 *
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
