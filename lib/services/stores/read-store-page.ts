import { storeDetail } from "@/db/queries/stores/store-detail";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** Reads one store with its connections and open problems; null when the store is outside of the scope. */
export async function readStorePage(ctx: Ctx, input: { storeId: string }) {
  return withScope(ctx.db, ctx.scope, (tx) => storeDetail(tx, ctx.scope, input.storeId));
}
