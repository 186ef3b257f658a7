import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";

/**
 * Reads one installation with its app, without tokens. `ofOwnShop`: its token comes from the app's client credentials.
 * Reason: installations belong to no organization.
 */
export async function loadInstallation(db: Database, installationId: string) {
  const [row] = await db.orm
    .select({
      state: installation.state,
      scopes: installation.scopes,
      ofOwnShop: sql<boolean>`${installation.tokenExpiresAt} is not null and ${installation.refreshCipher} is null`,
      plan: installation.plan,
      installedAt: installation.installedAt,
      trips: installation.trips,
      breakerCode: installation.breakerCode,
      checkedAt: installation.checkedAt,
      subscriptionReport: installation.subscriptionReport,
      bucketMaximum: installation.bucketMaximum,
      bucketAvailable: installation.bucketAvailable,
      bucketRate: installation.bucketRate,
      bucketAt: installation.bucketAt,
      usageDay: installation.usageDay,
      usageCalls: installation.usageCalls,
      usagePoints: installation.usagePoints,
      appHandle: appCredential.handle,
      appName: appCredential.name,
    })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(eq(installation.id, installationId));
  return row ?? null;
}
