import { listStores } from "@/db/queries/stores/list-stores";
import { storeDetail } from "@/db/queries/stores/store-detail";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** Reads one store with its connections, its open problems, and the stores that could supply it; null when the store is outside of the scope. */
export async function readStorePage(ctx: Ctx, input: { storeId: string }) {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const detail = await storeDetail(tx, ctx.scope, input.storeId);
    if (!detail) return null;
    const connected = new Set(detail.sources.map(({ storeId }) => storeId));
    const stores = await listStores(tx, ctx.scope);
    // The stores that could supply this one too.
    const others = stores.filter(
      ({ id, state }) => state === "active" && id !== input.storeId && !connected.has(id),
    );
    return { ...detail, others: others.map(({ id, name }) => ({ id, name })) };
  });
}
