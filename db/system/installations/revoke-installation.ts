import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/**
 * Reason: installations belong to no organization. Marks an installation as revoked, unless the app was installed again
 * after the reported uninstall; webhooks may arrive a day late.
 *
 * @returns true when the installation was active before
 */
export async function revokeInstallation(db: Database, id: string, uninstalledAt: Date): Promise<boolean> {
  const uninstalled = sql`${uninstalledAt.toISOString()}::timestamptz`;
  const rows = await db.orm
    .update(installation)
    .set({ state: "revoked" })
    .where(
      and(
        eq(installation.id, id),
        eq(installation.state, "active"),
        lte(installation.installedAt, uninstalled),
      ),
    )
    .returning({ id: installation.id });
  return rows.length > 0;
}
