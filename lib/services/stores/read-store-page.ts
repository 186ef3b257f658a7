import { activeStops } from "@/db/queries/stores/active-stops";
import { listStores } from "@/db/queries/stores/list-stores";
import { storeDetail } from "@/db/queries/stores/store-detail";
import { withScope } from "@/db/scope";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";
import { readStoreHealth } from "./read-store-health";

/**
 * Reads one store with its connections, its open problems, its connection with Shopify, the stores that could supply it,
 * and the emergency stops of the store and of its connections; null when the store is outside of the scope.
 */
export async function readStorePage(ctx: Ctx, input: { storeId: string }) {
  const page = await withScope(ctx.db, ctx.scope, async (tx) => {
    const detail = await storeDetail(tx, ctx.scope, input.storeId);
    if (!detail) return null;
    const connected = new Set(detail.sources.map(({ storeId }) => storeId));
    const stores = await listStores(tx, ctx.scope);
    const others = stores.filter(
      ({ id, state }) => state === "active" && id !== input.storeId && !connected.has(id),
    );
    const subjects = [input.storeId, ...[...detail.sources, ...detail.destinations].map(({ id }) => id)];
    const stops = await activeStops(tx, ctx.scope, subjects);
    return {
      ...detail,
      others: others.map(({ id, name }) => ({ id, name })),
      stops: stops.filter(({ level }) => level !== "organization"),
    };
  });
  if (!page) return null;
  const roles: StoreRole[] = [
    ...(page.sources.length > 0 ? (["destination"] as const) : []),
    ...(page.destinations.length > 0 ? (["source"] as const) : []),
  ];
  const { id: storeId, installationId } = page.store;
  const health = await readStoreHealth(ctx, { storeId, installationId, roles });
  return { ...page, health };
}
