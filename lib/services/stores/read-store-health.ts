import { loadInstallation } from "@/db/system/installations/load-installation";
import { missingScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { Ctx } from "@/lib/services/core/context";

/** What a store's page says about its connection with Shopify. */
export type StoreHealth = {
  app: { handle: string; name: string };
  plan: string | null;
  connectedAt: Date;
  /** Whether the app is installed, as far as the last call or webhook showed. */
  installed: boolean;
  missing: ReturnType<typeof missingScopes>;
};

/**
 * Reads the connection of a store with its shop.
 *
 * @param input.roles the roles that the store's connections give it; none before the first connection
 */
export async function readStoreHealth(
  ctx: Ctx,
  input: { installationId: string; roles: readonly StoreRole[] },
): Promise<StoreHealth | null> {
  const installation = await loadInstallation(ctx.db, input.installationId);
  if (!installation) return null;
  return {
    app: { handle: installation.appHandle, name: installation.appName || installation.appHandle },
    plan: installation.plan,
    connectedAt: installation.installedAt,
    installed: installation.state === "active",
    missing: missingScopes(installation.scopes, input.roles),
  };
}
