import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/** Reason: an installation belongs to no organization. The domains of shops on which an app is installed, newest first. */
export async function listAppShops(
  db: Database,
  { appCredentialId, limit }: { appCredentialId: string; limit: number },
): Promise<string[]> {
  const rows = await db.orm
    .select({ shopDomain: installation.shopDomain })
    .from(installation)
    .where(and(eq(installation.appCredentialId, appCredentialId), eq(installation.state, "active")))
    .orderBy(desc(installation.installedAt), installation.id)
    .limit(limit);
  return rows.map(({ shopDomain }) => shopDomain);
}
