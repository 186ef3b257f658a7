import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { handOverDeliveries, moveDomain, type RenameCause } from "./move-domain";

/**
 * Reason: a rename of a shop concerns every organization that has the shop. Stores that an installation's shop has a
 * domain. News that is older than what is known adds a former domain to them only, so that late news does not undo a
 * rename.
 *
 * Proved by tests/http/identity/renamed-shops.test.ts.
 *
 * @param news.since when the shop had the domain, as far as is known
 */
export async function adoptDomain(
  db: Database,
  news: { installationId: string; shopDomain: string; since: Date; now: Date; cause: RenameCause },
): Promise<void> {
  await withSystem(db, async (tx) => {
    const since = sql`${news.since.toISOString()}::timestamptz`;
    const [row] = await tx.execute<{ app: string; current: boolean; older: boolean }>(sql`
      select app_credential_id as app, shop_domain = ${news.shopDomain} as current, coalesce(domain_since > ${since}, false) as older
      from installation where id = ${news.installationId} for update`);
    if (!row) return;
    if (!row.older && !row.current) return moveDomain(tx, { ...news, appCredentialId: row.app });
    await tx.execute(sql`
      update installation set domain_since = greatest(domain_since, ${since}) where id = ${news.installationId}
        and shop_domain = ${news.shopDomain}`);
    await tx.execute(sql`
      update installation set former_domains = array_append(former_domains, ${news.shopDomain})
      where id = ${news.installationId} and shop_domain <> ${news.shopDomain}
        and not (${news.shopDomain} = any (former_domains))`);
    await tx.execute(sql`
      update store set former_domains = array_append(former_domains, ${news.shopDomain})
      where installation_id = ${news.installationId} and shop_domain <> ${news.shopDomain}
        and not (${news.shopDomain} = any (former_domains))`);
    await handOverDeliveries(tx, news);
  });
}
