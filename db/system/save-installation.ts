import type { Database } from "../client";
import { installation } from "../schema/shopify";

/**
 * Reason: an installation belongs to no organization. One per app and shop: a later install replaces token,
 * scopes and plan, and makes a revoked one active again.
 */
export async function saveInstallation(
  db: Database,
  row: {
    id: string;
    appCredentialId: string;
    shopDomain: string;
    tokenCipher: string;
    scopes: string[];
    plan: string;
    installedAt: Date;
  },
): Promise<string> {
  const { id: _id, appCredentialId: _app, shopDomain: _shop, ...changes } = row;
  const [saved] = await db.orm
    .insert(installation)
    .values(row)
    .onConflictDoUpdate({
      target: [installation.appCredentialId, installation.shopDomain],
      set: { ...changes, state: "active" },
    })
    .returning({ id: installation.id });
  if (!saved) throw new Error("The installation was not saved.");
  return saved.id;
}
