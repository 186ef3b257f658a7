import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { sendWrite } from "@/lib/services/installations/send-write";
import { shopAccess } from "@/lib/services/installations/shop-access";

/**
 * Creates the metafield definition of the origin mark in a shop, because without it no push could be looked up. The
 * definition belongs to the app that connects the store. Idempotent. Throws the `ShopifyFailure` of a call that failed.
 */
export async function createOrigin(ctx: Ctx, storeId: string): Promise<void> {
  const access = await shopAccess(ctx, storeId);
  const write = {
    operation: "metafieldDefinitionCreate",
    subjectId: storeId,
    input: { namespace: "$app:crossdock", key: "origin" },
  } as const;
  await sendWrite(ctx, write, (check) => ctx.shopify.createOriginDefinition(access, check));
}

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
