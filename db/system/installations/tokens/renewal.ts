import { and, eq, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";
import { accessColumns } from "@/db/system/installations/access-columns";

/** What a renewal needs of an installation and its app. */
type Renewable = NonNullable<Awaited<ReturnType<typeof loadRenewable>>>;

/** Reason: an installation belongs to no organization. Reads the sealed tokens of an installation and its app's credentials. */
export async function loadRenewable(db: Database, installationId: string) {
  const [row] = await db.orm
    .select({
      id: installation.id,
      shopDomain: installation.shopDomain,
      state: installation.state,
      tokenCipher: installation.tokenCipher,
      tokenIssuedAt: installation.tokenIssuedAt,
      tokenExpiresAt: installation.tokenExpiresAt,
      refreshCipher: installation.refreshCipher,
      refreshExpiresAt: installation.refreshExpiresAt,
      exchangeRequestedAt: installation.exchangeRequestedAt,
      clientId: appCredential.clientId,
      secretCipher: appCredential.secretCipher,
    })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(eq(installation.id, installationId));
  return row ?? null;
}

/**
 * Reason: as `loadRenewable`. Claims the renewal of the token that was read, until `until`: of all processes, one gets
 * it. One statement locks and changes the row, so that no transaction is open while Shopify is asked.
 *
 * @param claim.urgent the token no longer works, so that a pause after a failed renewal does not count
 */
export async function claimRenewal(
  db: Database,
  claim: { read: Renewable; lease: string; now: Date; until: Date; urgent: boolean },
): Promise<boolean> {
  const { read, lease, now, until } = claim;
  const free = or(isNull(installation.renewalUntil), lte(installation.renewalUntil, now));
  const rows = await db.orm
    .update(installation)
    .set({ renewalLease: lease, renewalUntil: until })
    .where(
      and(
        eq(installation.id, read.id),
        eq(installation.state, "active"),
        // Another process may have renewed it since it was read.
        eq(installation.tokenCipher, read.tokenCipher),
        claim.urgent ? or(free, isNull(installation.renewalLease)) : free,
      ),
    )
    .returning({ id: installation.id });
  return rows.length > 0;
}

/**
 * Reason: as `loadRenewable`. Stores a renewed token with its refresh token, in one statement, if the lease is still
 * held: a process that was suspended must not replace the token of the one that took over.
 */
export async function storeRenewal(
  db: Database,
  renewed: {
    installationId: string;
    lease: string;
    tokenCipher: string;
    tokenIssuedAt: Date;
    tokenExpiresAt: Date;
    refreshCipher: string | null;
    refreshExpiresAt: Date | null;
  },
): Promise<boolean> {
  const { installationId, lease, ...token } = renewed;
  const rows = await db.orm
    .update(installation)
    .set({ ...token, renewalLease: null, renewalUntil: null, exchangeRequestedAt: null })
    .where(and(eq(installation.id, installationId), eq(installation.renewalLease, lease)))
    .returning({ id: installation.id });
  return rows.length > 0;
}

/** Reason: as `loadRenewable`. Ends a renewal that failed. No other begins before `until`; null lets one begin at once. */
export async function endRenewal(
  db: Database,
  failed: { installationId: string; lease: string; until: Date | null },
): Promise<void> {
  await db.orm
    .update(installation)
    .set({ renewalLease: null, renewalUntil: failed.until })
    .where(and(eq(installation.id, failed.installationId), eq(installation.renewalLease, failed.lease)));
}

/** The most installations of one run; the next run takes the rest. */
const LIMIT = 100;

/**
 * Reason: as `loadRenewable`. Lists active installations whose refresh token ends before `until`, or whose permanent token is
 * to be exchanged.
 */
export async function listRefreshable(db: Database, until: Date) {
  return db.orm
    .select(accessColumns)
    .from(installation)
    .where(
      and(
        eq(installation.state, "active"),
        or(
          sql`${installation.refreshExpiresAt} <= ${until.toISOString()}::timestamptz`,
          isNotNull(installation.exchangeRequestedAt),
        ),
      ),
    )
    .orderBy(sql`coalesce(${installation.exchangeRequestedAt}, ${installation.refreshExpiresAt})`)
    .limit(LIMIT);
}
