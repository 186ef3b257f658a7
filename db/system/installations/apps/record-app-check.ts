import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";
import type { AppFault } from "@/lib/domain/installations/apps/app-fault";

/** Reason: an app belongs to no organization. Records what Shopify's answers showed of the app's secret. */
export async function recordAppCheck(
  db: Database,
  check: { appCredentialId: string; at: Date; fault: AppFault | null },
): Promise<void> {
  await db.orm
    .update(appCredential)
    .set({ checkedAt: check.at, fault: check.fault })
    .where(eq(appCredential.id, check.appCredentialId));
}
