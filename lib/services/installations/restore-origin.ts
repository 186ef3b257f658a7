import type { Scope } from "@/db/scope";
import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { Actor, SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { createOrigin } from "./create-origin";

/**
 * Creates the definition of the origin mark in a shop whose stores supply others: a shop can lose it with the app. It
 * belongs to the app and the shop, so that one store is enough; of several, the first that may write. Does nothing in a shop
 * without a source store. Idempotent. Throws the `ShopifyFailure` of the last store.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 */
export async function restoreOrigin(
  ctx: SystemCtx,
  { stores, actor }: { stores: readonly { store: InstalledStore; scope: Scope }[]; actor: Actor },
): Promise<void> {
  let failure: ShopifyFailure | null = null;
  for (const { store, scope } of stores) {
    if (!store.source) continue;
    try {
      await createOrigin({ ...ctx, scope, actor }, store.storeId);
      return;
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      failure = error;
    }
  }
  if (failure) throw failure;
}
