import { lockGid } from "@/db/queries/orders/lock-gid";
import { deletion } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Keeps that a shop told of an order's deletion, before anything follows from it: the order may not be known yet, and
 * a read or a look-up of it be under way. Repeating it changes nothing.
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
