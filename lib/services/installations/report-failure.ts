import { withScope } from "@/db/scope";
import type { ShopCall } from "@/lib/domain/installations/problem";
import { isLasting, remoteErrors } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import type { ShopifyFailure } from "@/lib/shopify/client/failure";
import { openProblem } from "./open-problem";

/**
 * Opens a problem for the store when a call failed for a reason that lasts until a user fixes it.
 *
 * Proved by tests/faults/problems.test.ts.
 */
export async function reportFailure(
  ctx: Ctx,
  { storeId, call }: { storeId: string; call: ShopCall },
  failure: ShopifyFailure,
): Promise<void> {
  const { code } = failure;
  if (!isLasting(code)) return;
  const at = await ctx.clock.now();
  const data = { call, ...(remoteErrors[code].showsAnswer && { answer: failure.message }) };
  await withScope(ctx.db, ctx.scope, (tx) => openProblem(tx, ctx.scope, { storeId, kind: code, data, at }));
}
