import { asc, count, eq, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";
import type { Scope } from "@/db/scope";
import type { AppDistribution } from "@/lib/domain/installations/apps/app-distribution";
import type { AppFault } from "@/lib/domain/installations/apps/app-fault";
import type { TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";

/** A Shopify app that the organization may use, without its secrets. */
export type ListedApp = {
  id: string;
  handle: string;
  name: string;
  clientId: string;
  /** Whether the organization registered it; otherwise all organizations may use it. */
  own: boolean;
  /** Which tokens it asks for. */
  tokens: TokenKind;
  /** How Shopify distributes it. */
  distribution: AppDistribution;
  createdAt: Date;
  /** When Shopify's answers last showed whether the secret is right; null before the first store is connected. */
  checkedAt: Date | null;
  fault: AppFault | null;
  /** On how many shops it is installed, if it is the organization's own. */
  shops: number | null;
  /** How many of these shops still hold a permanent token; 0 for an app of all organizations. */
  permanentShops: number;
};

/**
 * Reason: apps belong to no tenant, because a webhook names an app before an organization is known. Reads the apps
 * that the scope's organization registered, and those that all organizations may use.
 */
export async function listApps(db: Database, scope: Scope): Promise<ListedApp[]> {
  const rows = await db.orm
    .select({
      id: appCredential.id,
      handle: appCredential.handle,
      name: appCredential.name,
      clientId: appCredential.clientId,
      owner: appCredential.ownerOrganizationId,
      tokens: appCredential.tokenKind,
      distribution: appCredential.distribution,
      createdAt: appCredential.createdAt,
      checkedAt: appCredential.checkedAt,
      fault: appCredential.fault,
      shops: count(installation.id),
      permanentShops: sql<number>`(count(*) filter (where ${installation.state} = 'active'
        and ${installation.tokenExpiresAt} is null))::int`,
    })
    .from(appCredential)
    .leftJoin(installation, eq(installation.appCredentialId, appCredential.id))
    .where(
      or(
        eq(appCredential.ownerOrganizationId, scope.organizationId),
        isNull(appCredential.ownerOrganizationId),
      ),
    )
    .groupBy(appCredential.id)
    .orderBy(asc(appCredential.name), asc(appCredential.id));
  return rows.map(({ owner, shops, permanentShops, ...app }) => ({
    ...app,
    own: owner !== null,
    shops: owner === null ? null : shops,
    permanentShops: owner === null ? 0 : permanentShops,
  }));
}
