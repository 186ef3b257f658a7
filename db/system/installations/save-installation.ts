import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/**
 * Reason: an installation belongs to no organization. There is one per app and shop: a later install replaces token,
 * scopes and plan, makes a revoked installation active again, and resets its circuit breaker.
 */
export async function saveInstallation(
  db: Database,
  row: {
    id: string;
    appCredentialId: string;
    shopDomain: string;
    shopGid: string;
    tokenCipher: string;
    scopes: string[];
    plan: string;
    createLimited: boolean;
    installedAt: Date;
  },
): Promise<string> {
  const { id: _id, appCredentialId: _app, shopDomain: _shop, ...changes } = row;
  const [saved] = await db.orm
    .insert(installation)
    .values(row)
    .onConflictDoUpdate({
      target: [installation.appCredentialId, installation.shopDomain],
      set: { ...changes, state: "active", failures: 0, trips: 0, pausedUntil: null, breakerCode: null },
    })
    .returning({ id: installation.id });
  if (!saved) throw new Error("The installation was not saved.");
  return saved.id;
}
