import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";

/**
 * Reason: an organization that claims a shop does not have its installation yet. Finds the newest active installation
 * of a shop, with the handle of its app.
 */
export async function findInstallation(
  db: Database,
  where: { shopDomain: string } | { id: string },
): Promise<{
  id: string;
  shopDomain: string;
  tokenCipher: string;
  scopes: string[];
  appHandle: string;
} | null> {
  const [row] = await db.orm
    .select({
      id: installation.id,
      shopDomain: installation.shopDomain,
      tokenCipher: installation.tokenCipher,
      scopes: installation.scopes,
      appHandle: appCredential.handle,
    })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(
      and(
        "id" in where ? eq(installation.id, where.id) : eq(installation.shopDomain, where.shopDomain),
        eq(installation.state, "active"),
      ),
    )
    .orderBy(desc(installation.installedAt))
    .limit(1);
  return row ?? null;
}
