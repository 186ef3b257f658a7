import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { storeVariants } from "./store-variants";

/**
 * Imports all variants of a store's shop and updates known ones. Keeps variants that the shop no longer has, because
 * mappings and legs refer to them. Throws the `ShopifyFailure` of a failed read.
 */
export async function importVariants(
  ctx: Ctx,
  input: { storeId: string },
): Promise<{ kind: "imported"; variants: number } | { kind: "not_found" }> {
  const store = await withScope(ctx.db, ctx.scope, (tx) => findStore(tx, ctx.scope, input.storeId));
  if (!store) return { kind: "not_found" };
  const readAt = await ctx.clock.now();
  const variants = await ctx.shopify.readVariants(await shopAccess(ctx, input.storeId), null);
  await withScope(ctx.db, ctx.scope, (tx) =>
    storeVariants(tx, ctx.scope, { storeId: input.storeId, variants, readAt }),
  );
  return { kind: "imported", variants: variants.length };
}
