import { storeLooks } from "@/db/queries/moving/store-looks";
import { withScope } from "@/db/scope";
import { LOOK_BACK_MS } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { requestLook } from "./request-look";

export type RequestLooksResult =
  /** `at`: when the looks were requested, in milliseconds. */
  { kind: "requested"; at: number } | { kind: "not_found" };

/**
 * Requests a look for another app's orders in every source store of a destination store, before automatic push is
 * started. `not_found` when the store has no usable connection, or is outside of the scope.
 */
export async function requestLooks(ctx: Ctx, input: { storeId: string }): Promise<RequestLooksResult> {
  const at = await ctx.clock.now();
  const since = new Date(at.getTime() - LOOK_BACK_MS);
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const looks = await storeLooks(tx, ctx.scope, { storeId: input.storeId, since });
    for (const { connectionId, sourceStoreId } of looks)
      await requestLook(tx, ctx, { connectionId, sourceStoreId, watch: false, at });
    return looks.length > 0 ? { kind: "requested", at: at.getTime() } : { kind: "not_found" };
  });
}
