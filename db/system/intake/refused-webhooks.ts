import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { refusedWebhook } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";

/** Requests with a wrong signature that named an app and a shop. */
export type RefusedRequests = { appCredentialId: string; shopDomain: string; requests: number };

/**
 * Reason: an installation belongs to no organization. Adds webhook requests with a wrong signature to today's number of
 * the installations that they named. What names no installation is left out, so anyone who sends such requests can add at
 * most one row per installation and day.
 *
 * Proved by tests/http/refused-webhooks.test.ts.
 */
export async function addRefusedRequests(db: Database, refused: readonly RefusedRequests[]): Promise<void> {
  const apps = refused.map((one) => one.appCredentialId);
  const shops = refused.map((one) => one.shopDomain);
  const counts = refused.map((one) => one.requests);
  await withSystem(db, (tx) =>
    tx.execute(sql`
      insert into refused_webhook (installation_id, day, requests)
      select i.id, (clock_timestamp() at time zone 'UTC')::date, given.requests
      from unnest(${sql.param(apps)}::text[], ${sql.param(shops)}::text[], ${sql.param(counts)}::int[])
        as given (app, shop, requests)
      join installation i on i.app_credential_id = given.app and i.shop_domain = given.shop and i.state = 'active'
      order by i.id
      on conflict (installation_id, day) do update
        set requests = least(refused_webhook.requests + excluded.requests, 1000000)`),
  );
}

/** Reason: as above. The number of such requests since a day (UTC). */
export async function countRefusedRequests(
  db: Database,
  asked: { installationId: string; since: Date },
): Promise<number> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({ requests: sql<number>`coalesce(sum(${refusedWebhook.requests}), 0)::int` })
      .from(refusedWebhook)
      .where(
        and(
          eq(refusedWebhook.installationId, asked.installationId),
          gte(refusedWebhook.day, asked.since.toISOString().slice(0, 10)),
        ),
      );
    return row?.requests ?? 0;
  });
}
