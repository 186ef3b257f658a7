import { type StoreLook, storeLooks } from "@/db/queries/moving/store-looks";
import { activeStops } from "@/db/queries/stores/active-stops";
import { listStores } from "@/db/queries/stores/list-stores";
import { storeDetail } from "@/db/queries/stores/store-detail";
import { withScope } from "@/db/scope";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import { LOOK_BACK_MS } from "@/lib/domain/moving/look-timing";
import { type Readiness, readiness } from "@/lib/domain/moving/moving-over";
import type { Ctx } from "@/lib/services/core/context";
import { readStoreHealth } from "./read-store-health";

/** What is known of other apps that push orders of the store. */
export type StoreMoving = { readiness: Readiness; looks: StoreLook[] };

/**
 * Reads one store with its connections, its open problems, its connection with Shopify, the stores that could supply it,
 * what other apps pushed to its suppliers, and the emergency stops of the store and of its connections; null when the
 * store is outside of the scope.
 */
export async function readStorePage(ctx: Ctx, input: { storeId: string }) {
  const now = await ctx.clock.now();
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const page = await withScope(ctx.db, ctx.scope, async (tx) => {
    const detail = await storeDetail(tx, ctx.scope, input.storeId);
    if (!detail) return null;
    // A disconnected pair can be connected again.
    const connected = new Set(
      detail.sources.filter(({ state }) => state !== "disconnected").map(({ storeId }) => storeId),
    );
    const stores = await listStores(tx, ctx.scope);
    const others = stores.filter(
      ({ id, state }) => state === "active" && id !== input.storeId && !connected.has(id),
    );
    const looks = await storeLooks(tx, ctx.scope, { storeId: input.storeId, since });
    const subjects = [input.storeId, ...[...detail.sources, ...detail.destinations].map(({ id }) => id)];
    const stops = await activeStops(tx, ctx.scope, subjects);
    return {
      ...detail,
      others: others.map(({ id, name }) => ({ id, name })),
      stops: stops.filter(({ level }) => level !== "organization"),
      moving: { readiness: readiness(looks, now), looks } satisfies StoreMoving,
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
