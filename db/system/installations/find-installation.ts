import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";
import { type AccessRow, accessColumns } from "./access-columns";

/**
 * Reason: an organization that claims a shop does not have its installation yet. Finds the newest active installation
 * of a shop, with the handle of its app.
 */
export async function findInstallation(
  db: Database,
  where: { shopDomain: string } | { id: string },
): Promise<(AccessRow & { scopes: string[]; appHandle: string }) | null> {
  const [row] = await db.orm
    .select({ ...accessColumns, scopes: installation.scopes, appHandle: appCredential.handle })
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
