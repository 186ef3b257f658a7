import { withheldOrders } from "@/db/queries/stores/withheld-orders";
import { withScope } from "@/db/scope";
import { loadInstallation } from "@/db/system/installations/load-installation";
import { readTraffic } from "@/db/system/installations/shop-checks";
import { countRefusedRequests } from "@/db/system/intake/refused-webhooks";
import { lastOutage } from "@/db/system/sweeps/record-beat";
import { missingScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import { GAP_SHOWN_MS, type SubscriptionReport } from "@/lib/domain/installations/subscription-report";
import { type Usage, usageOf } from "@/lib/domain/installations/usage/usage";
import type { Ctx } from "@/lib/services/core/context";

/** What a store's page says about its connection with Shopify. */
export type StoreHealth = {
  app: { handle: string; name: string };
  plan: string | null;
  connectedAt: Date;
  /** Whether the app is installed, as far as the last call or webhook showed. */
  installed: boolean;
  /** Why the shop is not called at present; null while it is. */
  closedFor: RemoteErrorCode | null;
  /** Whether the store has a role, so that it needs webhooks and access scopes. */
  hasRole: boolean;
  missing: ReturnType<typeof missingScopes>;
  webhooks: { checkedAt: Date | null; report: SubscriptionReport | null };
  lastWebhookAt: Date | null;
  /** Webhook requests of the last days that named the shop and had a wrong signature. Anyone can send such requests. */
  refusedRequests: number;
  /** Orders whose customer data Shopify withholds; null without any. */
  withheld: { count: number; since: Date } | null;
  /** The last time in which the portal answered no webhook; null if it is long ago. */
  outage: { from: Date; until: Date } | null;
  api: {
    version: string;
    /** The points that the shop's rate limit has left now; null before the first answer. */
    points: { available: number; maximum: number; perSecond: number; answeredAt: Date } | null;
    usage: Usage;
  };
};

/**
 * Reads the connection of a store with its shop, from what is stored. Calls nothing.
 *
 * Proved by tests/http/store-health/check-shop.test.ts.
 *
 * @param input.roles the roles that the store's connections give it; none before the first connection
 */
export async function readStoreHealth(
  ctx: Ctx,
  input: { storeId: string; installationId: string; roles: readonly StoreRole[] },
): Promise<StoreHealth | null> {
  const { storeId, installationId, roles } = input;
  const now = await ctx.clock.now();
  const shownSince = new Date(now.getTime() - GAP_SHOWN_MS);
  const [installation, traffic, refusedRequests, outage, withheld] = await Promise.all([
    loadInstallation(ctx.db, installationId),
    readTraffic(ctx.db, installationId),
    countRefusedRequests(ctx.db, { installationId, since: shownSince }),
    lastOutage(ctx.db, "portal"),
    withScope(ctx.db, ctx.scope, (tx) => withheldOrders(tx, ctx.scope, storeId)),
  ]);
  if (!installation) return null;
  const { checkedAt, subscriptionReport } = installation;
  return {
    app: { handle: installation.appHandle, name: installation.appName || installation.appHandle },
    plan: installation.plan,
    connectedAt: installation.installedAt,
    installed: installation.state === "active",
    closedFor: installation.trips > 0 ? (installation.breakerCode ?? "paused") : null,
    hasRole: roles.length > 0,
    missing: missingScopes(installation.scopes, roles),
    webhooks: { checkedAt, report: subscriptionReport && withRecentGap(subscriptionReport, shownSince) },
    lastWebhookAt: traffic.lastAt,
    refusedRequests,
    withheld: withheld && { count: withheld.count, since: withheld.since },
    outage: outage && outage.until > shownSince && outage.until > installation.installedAt ? outage : null,
    api: {
      version: ctx.shopify.apiVersion,
      points: pointsOf(installation, now),
      usage: usageOf(installation, now),
    },
  };
}

function withRecentGap(report: SubscriptionReport, shownSince: Date): SubscriptionReport {
  const isRecent = report.gap !== null && new Date(report.gap.until) > shownSince;
  return isRecent ? report : { ...report, gap: null };
}

type Bucket = Pick<
  NonNullable<Awaited<ReturnType<typeof loadInstallation>>>,
  "bucketMaximum" | "bucketAvailable" | "bucketRate" | "bucketAt"
>;

/** The points of a bucket that has filled since the last answer. */
function pointsOf(bucket: Bucket, now: Date): StoreHealth["api"]["points"] {
  const { bucketMaximum, bucketAvailable, bucketRate, bucketAt } = bucket;
  if (bucketMaximum === null || bucketRate === null || bucketAt === null) return null;
  const seconds = Math.max(0, now.getTime() - bucketAt.getTime()) / 1_000;
  const available = Math.min(bucketMaximum, (bucketAvailable ?? bucketMaximum) + bucketRate * seconds);
  return {
    available: Math.max(0, Math.floor(available)),
    ...{ maximum: bucketMaximum, perSecond: bucketRate, answeredAt: bucketAt },
  };
}
