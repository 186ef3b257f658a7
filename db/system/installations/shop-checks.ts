import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential, installation } from "@/db/schema/shopify";
import type { Traffic } from "@/lib/domain/installations/shop-check";
import type { SubscriptionReport } from "@/lib/domain/installations/subscription-report";
import { laneLabels } from "@/lib/domain/intake/lane";
import { codesOf } from "@/lib/domain/values/code-table";

/** Reason: an installation belongs to no organization. What decides whether a shop is checked, or null. */
export async function loadShopCheck(db: Database, installationId: string) {
  const [row] = await db.orm
    .select({
      state: installation.state,
      shopDomain: installation.shopDomain,
      appHandle: appCredential.handle,
      subscriptions: installation.subscriptions,
      subscribeAt: installation.subscribeAt,
      checkedAt: installation.checkedAt,
      report: installation.subscriptionReport,
    })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(eq(installation.id, installationId));
  return row ?? null;
}

/** An installation whose check was loaded, and when it was to be looked at then. */
type SeenCheck = { installationId: string; subscribeAt: Date };

/** The installation, unless its check was made due meanwhile: then what was found may be outdated. */
const unchanged = ({ installationId, subscribeAt }: SeenCheck) =>
  and(eq(installation.id, installationId), eq(installation.subscribeAt, subscribeAt));

/**
 * Reason: an installation belongs to no organization. Stores the result of a check. `subscriptions` is null when
 * something is missing that Shopify refused. Stores nothing when the check was made due while it ran, e.g. because the
 * shop got another role or the app was installed again.
 */
export async function saveShopCheck(
  db: Database,
  seen: SeenCheck,
  check: {
    subscriptions: string | null;
    checkedAt: Date;
    report: SubscriptionReport;
    next: Date;
  },
): Promise<void> {
  await db.orm
    .update(installation)
    .set({
      subscriptions: check.subscriptions,
      checkedAt: check.checkedAt,
      subscriptionReport: check.report,
      subscribeAt: check.next,
    })
    .where(unchanged(seen));
}

/** Reason: an installation belongs to no organization. Sets when a shop is looked at next, as `saveShopCheck`. */
export async function postponeShopCheck(db: Database, seen: SeenCheck, next: Date): Promise<void> {
  await db.orm.update(installation).set({ subscribeAt: next }).where(unchanged(seen));
}

/** Reason: an installation belongs to no organization. Makes checks of installations due, e.g. after a new role. */
export async function forgetSubscriptions(db: Database, installationIds: readonly string[]): Promise<void> {
  await db.orm
    .update(installation)
    .set({ subscriptions: null, subscribeAt: new Date(0) })
    .where(inArray(installation.id, [...installationIds]));
}

/**
 * Reason: an installation belongs to no organization. Makes the check of every shop due: of those that need other
 * subscriptions than they were last given, or of all.
 *
 * @param due.wanted what shops of an app are given by this version, by app; null for all shops
 * @param due.withinMs the time over which the checks are spread, so that they do not all run at once
 * @returns how many checks became due
 */
export async function renewShopChecks(
  db: Database,
  due: { wanted: string | null; now: Date; withinMs: number },
): Promise<number> {
  const at = sql`${due.now.toISOString()}::timestamptz + random() * ${due.withinMs} * interval '1 millisecond'`;
  const others = due.wanted === null ? undefined : ne(installation.subscriptions, due.wanted);
  const rows = await db.orm
    .update(installation)
    .set({ subscriptions: null, subscribeAt: sql`least(${installation.subscribeAt}, ${at})` })
    .where(and(eq(installation.state, "active"), others))
    .returning({ id: installation.id });
  return rows.length;
}

/** The most deliveries of each lane by which the usual pauses of a shop are judged. */
const COUNTED = 250;

/**
 * Reason: deliveries belong to installations, not to organizations. Reads when a shop last sent something, and the
 * longest pause between two of its last deliveries. Reads at most 500 rows by an index.
 */
export async function readTraffic(db: Database, installationId: string): Promise<Traffic> {
  const lanes = sql`unnest(${sql.param(codesOf(laneLabels))}::text[]) as l(name)`;
  const [row] = await db.orm.execute<{ last_at: string | null; counted: number; pause_ms: number }>(sql`
    with recent as (
      select d.received_at from ${lanes}, lateral (
        select received_at from delivery
        where installation_id = ${installationId} and lane = l.name and processed_at is not null
        order by processed_at desc limit ${COUNTED}) d
    ), paused as (
      select received_at - lag(received_at) over (order by received_at) as pause from recent
    ), waiting as (
      select max(w.at) as at from ${lanes}, lateral (
        select max(received_at) as at from delivery
        where installation_id = ${installationId} and lane = l.name and state = 'received') w
    )
    select greatest((select max(received_at) from recent), (select at from waiting)) as last_at,
      (select count(*)::int from recent) as counted,
      coalesce((select extract(epoch from max(pause)) * 1000 from paused), 0)::float8 as pause_ms`);
  return {
    lastAt: row?.last_at ? new Date(row.last_at) : null,
    counted: row?.counted ?? 0,
    longestPauseMs: row?.pause_ms ?? 0,
  };
}
