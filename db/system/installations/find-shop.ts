import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/** Reason: an installation belongs to no organization. Finds an app's installation on a shop by Shopify's id of the shop. */
export async function findShop(
  db: Database,
  where: { appCredentialId: string; shopGid: string },
): Promise<{ installationId: string } | null> {
  const [row] = await db.orm
    .select({ installationId: installation.id })
    .from(installation)
    .where(
      and(eq(installation.appCredentialId, where.appCredentialId), eq(installation.shopGid, where.shopGid)),
    );
  return row ?? null;
}
