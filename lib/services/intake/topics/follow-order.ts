import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { noteDelivery } from "@/lib/services/intake/note-delivery";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { eachStore } from "./each-store";
import type { TopicInput, TopicResult } from "./topic";

/**
 * Handles a webhook about an order: each destination store of the shop reads and ingests the order; each source store
 * reads it if one of our legs created it. A read that began after the shop first reported the event is recent enough, so
 * several webhooks, or one event under two webhook ids, lead to one read.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export async function followOrder(
  ctx: SystemCtx,
  input: TopicInput,
  orderGid: string | null,
): Promise<TopicResult> {
  if (orderGid === null) return { kind: "ignored", reason: "no_order_id" };
  let followed = false;
  await eachStore(ctx, input, async (scoped, store) => {
    if (store.destination) {
      followed = true;
      await readOnce(scoped, { storeId: store.storeId, orderGid, since: input.delivery.firstReceivedAt });
    }
    if (store.source) {
      const found = await refreshSourceOrder(scoped, {
        sourceStoreId: store.storeId,
        sourceOrderGid: orderGid,
        unlessReadAfter: input.delivery.firstReceivedAt,
      });
      followed ||= found.kind !== "not_ours";
    }
    await noteDelivery(scoped, { delivery: input.delivery, storeId: store.storeId, orderGid });
  });
  return followed ? { kind: "processed" } : { kind: "ignored", reason: "not_followed" };
}

/** Reads an order, unless it was already read after the webhook arrived. */
async function readOnce(
  ctx: Ctx,
  { since, ...read }: { storeId: string; orderGid: string; since: Date },
): Promise<void> {
  const readAt = await lastRead(ctx, read.storeId, read.orderGid);
  if (readAt !== null && readAt > since) return;
  const { orderId } = await refreshOrder(ctx, read);
  if (orderId !== null) return;
  throw new ShopifyFailure("unreadable_answer", "The shop does not return the order that its webhook names.");
}

/** When the read behind the stored order began; null when the order is not stored. */
async function lastRead(ctx: Ctx, storeId: string, orderGid: string): Promise<Date | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [row] = await tx
      .select({ readAt: order.readAt })
      .from(order)
      .where(
        and(
          eq(order.organizationId, ctx.scope.organizationId),
          eq(order.storeId, storeId),
          eq(order.shopifyGid, orderGid),
        ),
      );
    return row?.readAt ?? null;
  });
}
