import { withScope } from "@/db/scope";
import { failureCause, standingFailures } from "@/lib/domain/push/push-cause";
import type { Ctx } from "@/lib/services/core/context";
import type { ShopifyFailure } from "@/lib/shopify/client/failure";
import { openProblem } from "./open-problem";

/** Opens the store's problem when a failed call shows a fault that stands until somebody acts. */
export async function reportFailure(ctx: Ctx, storeId: string, failure: ShopifyFailure): Promise<void> {
  if (!standingFailures.has(failure.code)) return;
  const at = await ctx.clock.now();
  const { code, message, remedy } = failureCause(failure.code, failure.message);
  await withScope(ctx.db, ctx.scope, (tx) =>
    openProblem(tx, ctx.scope, { storeId, kind: code, message: `${message} ${remedy}`, at }),
  );
}
