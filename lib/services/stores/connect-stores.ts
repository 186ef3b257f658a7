import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { type ConnectResult, joinStores } from "./connections/join-stores";

/**
 * Connects a destination store to a source store, both of which the scope sees (see `joinStores`).
 *
 * @throws ShopifyFailure the definition of the origin mark could not be created
 */
export async function connectStores(
  ctx: Ctx,
  input: { destinationStoreId: string; sourceStoreId: string; rank?: number; autoPush?: boolean },
): Promise<ConnectResult> {
  const { destinationStoreId, sourceStoreId } = input;
  if (destinationStoreId === sourceStoreId) return { kind: "same_store" };
  const seen = await withScope(
    ctx.db,
    ctx.scope,
    async (tx) =>
      (await findStore(tx, ctx.scope, destinationStoreId)) !== null &&
      (await findStore(tx, ctx.scope, sourceStoreId)) !== null,
  );
  return seen ? joinStores(ctx, input) : { kind: "not_found" };
}
