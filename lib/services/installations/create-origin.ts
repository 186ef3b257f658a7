import type { Ctx } from "@/lib/services/core/context";
import { sendWrite } from "./send-write";
import { shopAccess } from "./shop-access";

/**
 * Creates the metafield definition of the origin mark in a shop, because without it no push could be looked up. The
 * definition belongs to the app that connects the store. Idempotent. Throws the `ShopifyFailure` of a call that failed.
 *
 * Proved by `tests/http/identity/reinstalls.test.ts`.
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
