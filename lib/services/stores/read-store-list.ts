import { listStores } from "@/db/queries/stores/list-stores";
import { narrowScope, withScope } from "@/db/scope";
import type { ScopeParams } from "@/lib/order-list/scope-params";
import type { Ctx } from "@/lib/services/core/context";

/** One row of the list of stores. */
export type ListedStore = Awaited<ReturnType<typeof readStoreList>>[number];

/**
 * Reads the stores of the scope sorted by merchant and name, narrowed to the chosen merchant or store.
 *
 * Proved by `tests/e2e/app-shell.test.ts`.
 */
export async function readStoreList(ctx: Ctx, input: ScopeParams) {
  const scope = narrowScope(ctx.scope, input.merchant);
  const stores = await withScope(ctx.db, scope, (tx) => listStores(tx, scope));
  return stores.filter((store) => input.store === null || store.id === input.store);
}
