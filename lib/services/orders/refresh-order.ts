import type { Ctx } from "@/lib/services/core/context";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { connected, type StoreAccess, shopAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { type IngestResult, ingestOrder } from "./ingest-order";

/**
 * Reads an order from its destination store and ingests the answer. Webhooks and the fresh read before a push both
 * use this. Throws the `ShopifyFailure` of a failed read, after opening a problem for the store if the failure lasts
 * until a person fixes it.
 *
 * @param access the access to the shop, if the caller has loaded it
 */
export async function refreshOrder(
  ctx: Ctx,
  { access: known, ...input }: { storeId: string; orderGid: string; access?: StoreAccess },
): Promise<IngestResult> {
  const readBeganAt = await ctx.clock.now();
  try {
    const access = known === undefined ? await shopAccess(ctx, input.storeId) : connected(known);
    const snapshot = await ctx.shopify.readOrder(access, input.orderGid);
    return await ingestOrder(ctx, { ...input, snapshot, readBeganAt });
  } catch (error) {
    if (error instanceof ShopifyFailure)
      await reportFailure(ctx, { storeId: input.storeId, call: "read_order" }, error);
    throw error;
  }
}
