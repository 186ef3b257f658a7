import { lockGid } from "@/db/queries/orders/lock-gid";
import { deletion } from "@/db/schema/deletion";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Records that a shop reported an order's deletion, before acting on it: the order may not be stored yet, and a read
 * or look-up of it may be running. Idempotent.
 */
export async function rememberDeletion(
  ctx: Ctx,
  input: { storeId: string; orderGid: string },
): Promise<void> {
  const { organizationId } = ctx.scope;
  const heardAt = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockGid(tx, ctx.scope, input);
    await tx
      .insert(deletion)
      .values({ organizationId, storeId: input.storeId, shopifyGid: input.orderGid, heardAt })
      .onConflictDoNothing();
  });
}
