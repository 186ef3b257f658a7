import { and, eq } from "drizzle-orm";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { loadInstallation } from "@/db/system/installations/load-installation";
import type { Ctx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess } from "@/lib/shopify/client/gateway";

/** A person waits for the answer; jobs push, and webhooks only bring what is stored up to date. */
const urgencies = { user: "person", job: "push", webhook: "background", system: "background" } as const;

/**
 * The way into a store's shop. Throws a `ShopifyFailure` "unauthorized" when the store is unknown to the scope
 * or its installation is revoked: nothing was executed.
 */
export async function shopAccess(ctx: Ctx, storeId: string): Promise<ShopAccess> {
  const row = await withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ installationId: store.installationId })
      .from(store)
      .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, storeId)));
    return found;
  });
  const installation = row ? await loadInstallation(ctx.db, row.installationId) : null;
  if (installation?.state !== "active") {
    throw new ShopifyFailure("unauthorized", "The store is not connected.", { executed: "no" });
  }
  return {
    installationId: installation.id,
    shopDomain: installation.shopDomain,
    accessToken: ctx.secrets.open(installation.tokenCipher),
    urgency: urgencies[ctx.actor.kind],
  };
}
