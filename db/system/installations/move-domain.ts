import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Who is recorded as the cause of a rename. */
export type RenameCause = { kind: "user" | "webhook" | "job" | "system"; id: string | null; label: string };

/**
 * Gives an installation and its stores another domain of the same shop, in a transaction of the system role: the old
 * domain stays as a former one, each store's rename is audited, and webhooks that wait under the new domain are due at
 * once. Does nothing if the installation has the domain already.
 *
 * @param move.since since when the shop has the domain
 */
export async function moveDomain(
  tx: Tx,
  move: {
    installationId: string;
    appCredentialId: string;
    shopDomain: string;
    since: Date;
    now: Date;
    cause: RenameCause;
  },
): Promise<void> {
  const { installationId: id, shopDomain: to, cause } = move;
  const now = sql`${move.now.toISOString()}::timestamptz`;
  await vacateDomain(tx, move);
  await tx.execute(sql`
    update installation set domain_since = ${move.since.toISOString()}::timestamptz, shop_domain = ${to},
      former_domains = array_append(array_remove(array_remove(former_domains, ${to}), shop_domain), shop_domain)
    where id = ${id} and shop_domain <> ${to}`);
  // A store whose organization has another store under the domain keeps its own: an earlier version stored both.
  await tx.execute(sql`
    with renamed as (
      update store s set shop_domain = ${to},
        former_domains = array_append(array_remove(array_remove(s.former_domains, ${to}), s.shop_domain), s.shop_domain)
      where s.installation_id = ${id} and s.shop_domain <> ${to} and not exists (
        select from store o where o.organization_id = s.organization_id and o.shop_domain = ${to})
      returning s.organization_id, s.id, s.former_domains[cardinality(s.former_domains)] as former
    )
    insert into audit_entry (organization_id, id, at, actor_kind, actor_id, actor_label, verb, noun, noun_id, data)
    select organization_id, 'aud_' || replace(gen_random_uuid()::text, '-', ''), ${now}, ${cause.kind}, ${cause.id},
      ${cause.label}, 'store.renamed', 'store', id, jsonb_build_object('from', former, 'to', ${to}::text)
    from renamed`);
  await handOverDeliveries(tx, move);
}

/**
 * Links the webhooks that arrived under a domain before its shop was known to the shop's installation, in a transaction
 * of the system role. The sweeper emits their events.
 */
export async function handOverDeliveries(
  tx: Tx,
  { installationId, shopDomain, now }: { installationId: string; shopDomain: string; now: Date },
): Promise<void> {
  await tx.execute(sql`
    update delivery d set installation_id = i.id, due_at = ${now.toISOString()}::timestamptz
    from installation i
    where i.id = ${installationId} and d.app_credential_id = i.app_credential_id and d.shop_domain = ${shopDomain}
      and d.installation_id is null
      and (d.state in ('received', 'waiting') or (d.state = 'parked' and d.reason = 'shop_unidentified'))`);
}

/**
 * Takes a domain from any other installation of the app, in a transaction of the system role: that shop was renamed, and
 * its new domain is not known yet. Until it is, no call can be made to it.
 *
 * @param taken.installationId the installation that has the domain now
 */
export async function vacateDomain(
  tx: Tx,
  {
    installationId,
    appCredentialId,
    shopDomain,
  }: { installationId: string; appCredentialId: string; shopDomain: string },
): Promise<void> {
  await tx.execute(sql`
    with gone as (
      update installation o set shop_domain = o.id || '.renamed.invalid',
        former_domains = array_append(array_remove(o.former_domains, o.shop_domain), o.shop_domain)
      where o.app_credential_id = ${appCredentialId} and o.shop_domain = ${shopDomain} and o.id <> ${installationId}
      returning o.id, o.shop_domain
    )
    update store s set shop_domain = gone.shop_domain,
      former_domains = array_append(array_remove(s.former_domains, s.shop_domain), s.shop_domain)
    from gone where s.installation_id = gone.id and s.shop_domain = ${shopDomain}`);
}
