import { sql } from "drizzle-orm";
import { findStore } from "@/db/queries/stores/find-store";
import { variant } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { shopAccess } from "@/lib/services/installations/shop-access";

/** Rows per statement, far below PostgreSQL's limit of parameters. */
const BATCH = 500;

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
  await withScope(ctx.db, ctx.scope, async (tx) => {
    for (let start = 0; start < variants.length; start += BATCH) {
      await tx
        .insert(variant)
        .values(
          variants.slice(start, start + BATCH).map((one) => ({
            organizationId: ctx.scope.organizationId,
            id: newId("var"),
            storeId: input.storeId,
            ...one,
            readAt,
          })),
        )
        .onConflictDoUpdate({
          target: [variant.organizationId, variant.storeId, variant.shopifyGid],
          set: {
            title: sql`excluded.title`,
            sku: sql`excluded.sku`,
            price: sql`excluded.price`,
            currency: sql`excluded.currency`,
            requiresShipping: sql`excluded.requires_shipping`,
            taxable: sql`excluded.taxable`,
            readAt: sql`excluded.read_at`,
          },
        });
    }
  });
  return { kind: "imported", variants: variants.length };
}
