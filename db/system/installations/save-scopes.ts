import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/**
 * Reason: an installation belongs to no organization. Stores the access scopes that the shop granted, and lets its webhook
 * subscriptions be compared again.
 */
export async function saveScopes(
  db: Database,
  installationId: string,
  scopes: readonly string[],
): Promise<void> {
  await db.orm
    .update(installation)
    .set({ scopes: [...scopes], subscriptions: null, subscribeAt: new Date(0) })
    .where(eq(installation.id, installationId));
}
