import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/**
 * Reason: an installation belongs to no organization. Stores what a shop says of itself: its plan, and the access scopes
 * that it granted. A plan that limits order creates is kept until the app is installed again, because the shop may have
 * said so itself.
 */
export async function saveShopFacts(
  db: Database,
  installationId: string,
  facts: { plan: string; scopes: string[]; createLimited: boolean },
): Promise<void> {
  const { plan, scopes, createLimited } = facts;
  await db.orm
    .update(installation)
    .set({ plan, scopes, ...(createLimited ? { createLimited } : {}) })
    .where(eq(installation.id, installationId));
}
