import type { Tx } from "@/db/client";
import type { Ctx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { connected, type StoreAccess } from "@/lib/services/installations/shop-access";
import { storeChangedVariants, type VariantRead } from "@/lib/services/mappings/store-variants";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { Slot } from "@/lib/shopify/client/gateway";

/** The variants that a leg sends, as read right before the send. An asked variant that is not found is gone. */
export type LegVariants = VariantRead & { asked: ReadonlySet<string> };

/**
 * Reads variants of a source store again, so that a source order names the current prices (decision 23). Throws the
 * `ShopifyFailure` of a failed read, after opening a problem for the store if the failure lasts.
 *
 * Proved by `tests/faults/orders/fresh-variants.test.ts`.
 */
export async function readLegVariants(
  ctx: Ctx,
  input: { storeId: string; variantGids: readonly string[]; access: StoreAccess; slot: Slot | null },
): Promise<LegVariants> {
  const { storeId } = input;
  const readAt = await ctx.clock.now();
  const asked = new Set(input.variantGids);
  try {
    const variants = await ctx.shopify.readVariantsById(connected(input.access), [...asked], input.slot);
    return { storeId, variants, readAt, asked };
  } catch (error) {
    if (error instanceof ShopifyFailure) await reportFailure(ctx, { storeId, call: "read_variants" }, error);
    throw error;
  }
}

/** Stores what was read. The caller has not locked an order yet, because problems are locked before orders. */
export async function storeLegVariants(tx: Tx, ctx: Ctx, read: LegVariants, at: Date): Promise<void> {
  const { storeId, readAt: beganAt } = read;
  await clearProblems(tx, ctx.scope, { storeId, call: "read_variants", beganAt, at });
  await storeChangedVariants(tx, ctx.scope, read);
}
