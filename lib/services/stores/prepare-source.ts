import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { createOrigin } from "@/lib/services/installations/create-origin";

/**
 * Prepares a store that was connected again for its work as a source store: another app, or one that was removed
 * meanwhile, has no definition of the origin mark in the shop. Does nothing for a store without that role.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 */
export async function prepareSource(ctx: Ctx, { storeId }: { storeId: string }): Promise<void> {
  const pairs = await withScope(ctx.db, ctx.scope, (tx) => connectionPairs(tx, ctx.scope));
  if (pairs.some(({ sourceStoreId }) => sourceStoreId === storeId)) await createOrigin(ctx, storeId);
}
