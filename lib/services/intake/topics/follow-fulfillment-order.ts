import { fulfillmentOrderGidOf } from "@/lib/domain/intake/webhook-body";
import type { SystemCtx } from "@/lib/services/core/context";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { followOrder } from "./follow-order";
import { storeCtx } from "./store-ctx";
import type { TopicInput, TopicResult } from "./topic";

/**
 * Handles a webhook about a fulfillment order, whose body does not name the order: asks the shop for it, and follows the
 * order. The stores of a shop have the same installation, so the shop is asked once.
 *
 * Proved by `tests/http/topics.test.ts`.
 */
export async function followFulfillmentOrder(ctx: SystemCtx, input: TopicInput): Promise<TopicResult> {
  const gid = fulfillmentOrderGidOf(input.body);
  if (gid === null) return { kind: "ignored", reason: "no_order_id" };
  const [store] = input.stores;
  if (!store) return { kind: "ignored", reason: "not_followed" };
  const scoped = storeCtx(ctx, input.delivery, store);
  const access = await shopAccess(scoped, store.storeId);
  return followOrder(ctx, input, await findOrder(scoped, access, gid));
}

/** The order of a fulfillment order; null if the app may not see it. */
async function findOrder(
  ctx: SystemCtx,
  access: Awaited<ReturnType<typeof shopAccess>>,
  gid: string,
): Promise<string | null> {
  try {
    return await ctx.shopify.findFulfillmentOrder(access, gid);
  } catch (error) {
    if (error instanceof ShopifyFailure && error.code === "access_denied") return null;
    throw error;
  }
}
