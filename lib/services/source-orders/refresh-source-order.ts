import { and, eq } from "drizzle-orm";
import { findSourceOrder } from "@/db/queries/source-orders/find-source-order";
import { sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { ingestSourceOrder } from "./ingest-source-order";

type SourceOrderPlace = { sourceStoreId: string; sourceOrderGid: string };

type RefreshSourceResult =
  /** No leg of the organization created this order, so it is not read. */
  { kind: "not_ours" } | { kind: "fresh" } | { kind: "stored" } | { kind: "older" } | { kind: "unreadable" };

/**
 * Reads an order of a source store if one of our legs created it, and ingests the answer. Throws the `ShopifyFailure`
 * of a failed read, after opening a problem for the store if the failure lasts until a person fixes it.
 *
 * @param input.unlessReadAfter a read that began after this time is recent enough
 */
export async function refreshSourceOrder(
  ctx: Ctx,
  input: SourceOrderPlace & { unlessReadAfter?: Date },
): Promise<RefreshSourceResult> {
  const known = await withScope(ctx.db, ctx.scope, (tx) => findSourceOrder(tx, ctx.scope, input));
  if (!known) return { kind: "not_ours" };
  if (input.unlessReadAfter && known.readAt > input.unlessReadAfter) return { kind: "fresh" };
  const readBeganAt = await ctx.clock.now();
  try {
    const access = await shopAccess(ctx, input.sourceStoreId);
    const snapshot = await ctx.shopify.readSourceOrder(access, input.sourceOrderGid);
    if (!snapshot) {
      await cancelDueRead(ctx, input, readBeganAt);
      return { kind: "unreadable" };
    }
    return { kind: await ingestSourceOrder(ctx, { ...input, snapshot, readBeganAt }) };
  } catch (error) {
    if (error instanceof ShopifyFailure)
      await reportFailure(ctx, { storeId: input.sourceStoreId, call: "read_source_order" }, error);
    throw error;
  }
}

/** Keeps the last known state of an order that its shop no longer returns, and requests no further read. */
async function cancelDueRead(
  ctx: Ctx,
  { sourceStoreId, sourceOrderGid }: SourceOrderPlace,
  readBeganAt: Date,
): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const success = { storeId: sourceStoreId, call: "read_source_order", beganAt: readBeganAt, at } as const;
    await clearProblems(tx, ctx.scope, success);
    await tx
      .update(sourceOrder)
      .set({ readDueAt: null })
      .where(
        and(
          eq(sourceOrder.organizationId, ctx.scope.organizationId),
          eq(sourceOrder.sourceStoreId, sourceStoreId),
          eq(sourceOrder.shopifyGid, sourceOrderGid),
        ),
      );
  });
}
