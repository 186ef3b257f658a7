import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";
import { problemsGoneBy } from "@/lib/domain/installations/problem";
import { handOverDeliveries, moveDomain, vacateDomain } from "./move-domain";

/** Problems that a token that works disproves. */
const disproved = [...problemsGoneBy("any_answer"), ...problemsGoneBy("breaker")];

/**
 * Reason: an installation belongs to no organization. There is one per app and shop, and the shop is known by its id: a
 * later install, also after a rename, replaces token, scopes and plan, makes a revoked installation active again, resets
 * its circuit breaker, closes the problems that the new token disproves, and lets the webhook subscriptions be set up
 * again, because Shopify removes them with the app.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 *
 * @param row.beganAt when the call began that the new token answered
 * @returns `again`: the shop had the app before. `wasRevoked`: the app had been removed meanwhile
 */
export async function saveInstallation(
  db: Database,
  {
    beganAt,
    ...row
  }: {
    id: string;
    appCredentialId: string;
    shopDomain: string;
    shopGid: string;
    tokenCipher: string;
    tokenIssuedAt: Date | null;
    tokenExpiresAt: Date | null;
    refreshCipher: string | null;
    refreshExpiresAt: Date | null;
    scopes: string[];
    plan: string;
    createLimited: boolean;
    installedAt: Date;
    beganAt: Date;
  },
): Promise<{ installationId: string; again: boolean; wasRevoked: boolean }> {
  const { id: _id, appCredentialId, shopDomain, ...changes } = row;
  return withSystem(db, async (tx) => {
    const key = `${appCredentialId} ${row.shopGid}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 42))`);
    const [known] = await tx
      .select({ id: installation.id, state: installation.state })
      .from(installation)
      .where(
        and(
          eq(installation.appCredentialId, appCredentialId),
          or(
            eq(installation.shopGid, row.shopGid),
            and(isNull(installation.shopGid), eq(installation.shopDomain, shopDomain)),
          ),
        ),
      )
      // One that has the id goes before one that an earlier version stored without it.
      .orderBy(desc(sql`${installation.shopGid} is not null`))
      .limit(1)
      .for("update");
    const installationId = known?.id ?? row.id;
    const news = {
      installationId,
      appCredentialId,
      shopDomain,
      since: row.installedAt,
      now: row.installedAt,
    };
    if (known) {
      await moveDomain(tx, { ...news, cause: { kind: "system", id: null, label: "Install" } });
      await tx
        .update(installation)
        .set({
          ...changes,
          ...{ state: "active", failures: 0, trips: 0, pausedUntil: null, breakerCode: null },
          // A renewal of the former token may be under way: its late answer must not replace this token.
          ...{ renewalLease: null, renewalUntil: null, exchangeRequestedAt: null },
          ...{
            subscriptions: null,
            subscribeAt: new Date(0),
            answeredAt: beganAt,
            domainSince: row.installedAt,
          },
        })
        .where(eq(installation.id, known.id));
      await tx.execute(sql`
        update problem p set cleared_at = ${row.installedAt.toISOString()}::timestamptz from store s
        where s.installation_id = ${known.id} and p.organization_id = s.organization_id and p.store_id = s.id
          and p.kind = any(${sql.param(disproved)}::text[]) and p.cleared_at is null
          and p.opened_at < ${beganAt.toISOString()}::timestamptz`);
    } else {
      await vacateDomain(tx, news);
      await tx.insert(installation).values({ ...row, answeredAt: beganAt, domainSince: row.installedAt });
      await handOverDeliveries(tx, news);
    }
    return { installationId, again: known !== undefined, wasRevoked: known?.state === "revoked" };
  });
}
