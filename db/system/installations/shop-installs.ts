import { and, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation, shopInstall } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";

type ShopInstallRow = typeof shopInstall.$inferSelect;

/**
 * Reason: an install that begins on Shopify's side belongs to no organization until one claims it. Stores one that begins.
 */
export async function insertShopInstall(db: Database, row: ShopInstallRow): Promise<void> {
  await withSystem(db, async (tx) => {
    await tx.insert(shopInstall).values(row);
  });
}

/** Reason: as above. Whether an install was begun with this state, by any browser. */
export async function hasInstallState(db: Database, stateDigest: string): Promise<boolean> {
  return withSystem(db, async (tx) => {
    const rows = await tx
      .select({ id: shopInstall.id })
      .from(shopInstall)
      .where(eq(shopInstall.stateDigest, stateDigest));
    return rows.length > 0;
  });
}

/**
 * Reason: as above. Uses the state of an install: the row is returned once, and only to the browser that began it.
 *
 * @returns null when the state is unknown, used, expired, or of another browser
 */
export async function consumeInstallState(
  db: Database,
  where: { stateDigest: string; browserDigest: string; appCredentialId: string; at: Date },
): Promise<ShopInstallRow | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .update(shopInstall)
      .set({ stateDigest: null })
      .where(
        and(
          eq(shopInstall.stateDigest, where.stateDigest),
          eq(shopInstall.browserDigest, where.browserDigest),
          eq(shopInstall.appCredentialId, where.appCredentialId),
          gt(shopInstall.expiresAt, where.at),
        ),
      )
      .returning();
    return row ?? null;
  });
}

/** Reason: as above. Records the unclaimed installation of an install; earlier ones of the same browser and shop end. */
export async function saveUnclaimed(
  db: Database,
  install: { id: string; browserDigest: string; installationId: string; expiresAt: Date },
): Promise<void> {
  await withSystem(db, async (tx) => {
    await tx
      .delete(shopInstall)
      .where(
        and(
          eq(shopInstall.browserDigest, install.browserDigest),
          eq(shopInstall.installationId, install.installationId),
        ),
      );
    await tx
      .update(shopInstall)
      .set({ installationId: install.installationId, expiresAt: install.expiresAt })
      .where(eq(shopInstall.id, install.id));
  });
}

/** An unclaimed installation as its browser sees it. */
type UnclaimedInstall = {
  id: string;
  installationId: string;
  shopDomain: string;
  scopes: string[];
  claimedBy: string | null;
  app: { handle: string; name: string; ownerOrganizationId: string | null };
};

/** Reason: as above. The unclaimed installations that one browser may claim, newest first. */
export async function listUnclaimed(
  db: Database,
  { browserDigest, at }: { browserDigest: string; at: Date },
): Promise<UnclaimedInstall[]> {
  return withSystem(db, async (tx) => {
    const rows = await tx
      .select({
        id: shopInstall.id,
        installationId: installation.id,
        shopDomain: installation.shopDomain,
        scopes: installation.scopes,
        claimedBy: shopInstall.claimedBy,
        handle: appCredential.handle,
        name: appCredential.name,
        ownerOrganizationId: appCredential.ownerOrganizationId,
      })
      .from(shopInstall)
      .innerJoin(installation, eq(installation.id, shopInstall.installationId))
      .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
      .where(
        and(
          eq(shopInstall.browserDigest, browserDigest),
          gt(shopInstall.expiresAt, at),
          eq(installation.state, "active"),
        ),
      )
      .orderBy(sql`${shopInstall.createdAt} desc`, shopInstall.id)
      .limit(20);
    return rows.map(({ handle, name, ownerOrganizationId, ...row }) => ({
      ...row,
      app: { handle, name: name || handle, ownerOrganizationId },
    }));
  });
}

/**
 * Reason: as above. Lets one organization claim an installation, and no other one after it.
 *
 * @param claim.until the installation waits at least until then, so that it does not expire while it is claimed
 */
export async function beginClaim(
  db: Database,
  claim: { id: string; browserDigest: string; organizationId: string; at: Date; until: Date },
): Promise<boolean> {
  return withSystem(db, async (tx) => {
    const rows = await tx
      .update(shopInstall)
      .set({
        claimedBy: claim.organizationId,
        expiresAt: sql`greatest(${shopInstall.expiresAt}, ${claim.until.toISOString()}::timestamptz)`,
      })
      .where(
        and(
          eq(shopInstall.id, claim.id),
          eq(shopInstall.browserDigest, claim.browserDigest),
          isNotNull(shopInstall.installationId),
          gt(shopInstall.expiresAt, claim.at),
          or(isNull(shopInstall.claimedBy), eq(shopInstall.claimedBy, claim.organizationId)),
        ),
      )
      .returning({ id: shopInstall.id });
    return rows.length > 0;
  });
}

/** Reason: as above. Ends an install whose shop is a store now, or whose grant failed. */
export async function endShopInstall(db: Database, id: string): Promise<void> {
  await withSystem(db, async (tx) => {
    await tx.delete(shopInstall).where(eq(shopInstall.id, id));
  });
}

/**
 * Reason: as above. Deletes the installs that expired. An installation that none of them has claimed is revoked and its
 * tokens deleted, because nobody asked Crossdock to keep it; the merchant can open the app in Shopify again.
 *
 * @returns the number of forgotten tokens
 */
export async function forgetExpired(db: Database, now: Date): Promise<number> {
  return withSystem(db, async (tx) => {
    const expired = await tx
      .delete(shopInstall)
      .where(lt(shopInstall.expiresAt, now))
      .returning({ installationId: shopInstall.installationId });
    const ids = [...new Set(expired.flatMap(({ installationId }) => installationId ?? []))];
    if (ids.length === 0) return 0;
    const rows = await tx.execute(sql`
      update installation i set state = 'revoked', scopes = '{}', token_cipher = '', token_issued_at = null,
        token_expires_at = null, refresh_cipher = null, refresh_expires_at = null, exchange_requested_at = null
      where i.id = any (${sql.param(ids)}::text[]) and not exists (select from store s where s.installation_id = i.id)
        and not exists (select from shop_install u where u.installation_id = i.id)
      returning i.id`);
    return rows.length;
  });
}
