import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { AppDistribution } from "@/lib/domain/installations/apps/app-distribution";
import type { AppFault } from "@/lib/domain/installations/apps/app-fault";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import type { SubscriptionReport } from "@/lib/domain/installations/subscription-report";
import type { TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";
import type { CrossdockPart } from "@/lib/domain/intake/crossdock-part";
import type { DeliveryState } from "@/lib/domain/intake/delivery";
import type { Lane } from "@/lib/domain/intake/lane";
import { user } from "./access";
import { instant } from "./columns";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A Shopify app: its public id and its encrypted secrets (current and previous). System table. */
export const appCredential = pgTable(
  "app_credential",
  {
    id: text("id").primaryKey(),
    handle: text("handle").notNull(),
    clientId: text("client_id").notNull(),
    secretCipher: text("secret_cipher").notNull(),
    previousSecretCipher: text("previous_secret_cipher"),
    name: text("name").notNull().default(""),
    /** The organization whose owner registered the app; null for an app that all organizations may use. */
    ownerOrganizationId: text("owner_organization_id"),
    /** When Shopify's answers last showed whether the secret is right, and what was wrong; null before. */
    checkedAt: instant("checked_at"),
    fault: text("fault").$type<AppFault>(),
    /** Which access tokens the app asks for when a shop is connected. */
    tokenKind: text("token_kind").$type<TokenKind>().notNull().default("permanent"),
    /** How Shopify distributes the app. */
    distribution: text("distribution").$type<AppDistribution>().notNull().default("custom"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("app_credential_handle").on(t.handle),
    index("app_credential_owner").on(t.ownerOrganizationId),
  ],
);

/**
 * One app installed on one shop. Belongs to no organization. The rate-limit bucket, the order-create counter and
 * the circuit breaker are columns, so that every process shares them.
 */
export const installation = pgTable(
  "installation",
  {
    id: text("id").primaryKey(),
    appCredentialId: text("app_credential_id")
      .notNull()
      .references(() => appCredential.id),
    shopDomain: text("shop_domain").notNull(),
    /** Shopify's id of the shop, by which a renamed shop is recognised; null until the shop is read. */
    shopGid: text("shop_gid"),
    /** Domains that the shop had before; late webhooks still name them. */
    formerDomains: text("former_domains").array().notNull().default(sql`'{}'`),
    /** Since when the shop has its domain, by the newest news of it; null while it was never renamed or read again. */
    domainSince: instant("domain_since"),
    /** When the shop was last asked for its domain because it fell silent, and when the last answer's call began. */
    askedAt: instant("asked_at"),
    answeredAt: instant("answered_at"),
    tokenCipher: text("token_cipher").notNull(),
    /** When the access token was asked for, and when it ends; null for a permanent token. */
    tokenIssuedAt: instant("token_issued_at"),
    tokenExpiresAt: instant("token_expires_at"),
    /** The refresh token, encrypted, and when it ends; null for permanent tokens and client credentials. */
    refreshCipher: text("refresh_cipher"),
    refreshExpiresAt: instant("refresh_expires_at"),
    /** The renewal that is under way or was put off, and until when no other may begin. */
    renewalLease: text("renewal_lease"),
    renewalUntil: instant("renewal_until"),
    /** Since when the permanent token is to be exchanged for an expiring one; null without such a request. */
    exchangeRequestedAt: instant("exchange_requested_at"),
    scopes: text("scopes").array().notNull(),
    state: text("state").$type<"active" | "revoked">().notNull().default("active"),
    plan: text("plan"),
    bucketMaximum: doublePrecision("bucket_maximum"),
    bucketAvailable: doublePrecision("bucket_available"),
    bucketRate: doublePrecision("bucket_rate"),
    bucketAt: instant("bucket_at"),
    pausedUntil: instant("paused_until"),
    queueAt: instant("queue_at"),
    createLimited: boolean("create_limited").notNull().default(false),
    createTimes: timestamp("create_times", { withTimezone: true, mode: "date", precision: 3 })
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Calls, and the points that they took, per day in UTC: those of `usageDay` first, then of the six days before. */
    usageDay: date("usage_day", { mode: "string" }),
    usageCalls: integer("usage_calls").array().notNull().default(sql`'{0,0,0,0,0,0,0}'`),
    usagePoints: integer("usage_points").array().notNull().default(sql`'{0,0,0,0,0,0,0}'`),
    failures: integer("failures").notNull().default(0),
    trips: integer("trips").notNull().default(0),
    /** A digest of the webhook subscriptions that the last check found or made; null when a check is due. */
    subscriptions: text("subscriptions"),
    /** When the shop is looked at next. */
    subscribeAt: instant("subscribe_at").notNull().default(sql`'epoch'`),
    /** When a check last found or made all subscriptions that the shop needs. */
    checkedAt: instant("checked_at"),
    /** What the last check found and did. */
    subscriptionReport: jsonb("subscription_report").$type<SubscriptionReport>(),
    /** Why the circuit breaker is open: null after failures in a row, otherwise the code of the refusal. */
    breakerCode: text("breaker_code").$type<RemoteErrorCode>(),
    installedAt: instant("installed_at").notNull(),
  },
  (t) => [
    uniqueIndex("installation_shop").on(t.appCredentialId, t.shopDomain),
    uniqueIndex("installation_shop_gid").on(t.appCredentialId, t.shopGid),
    index("installation_check").on(t.subscribeAt, t.id).where(sql`state = 'active' and trips = 0`),
    index("installation_refresh").on(t.refreshExpiresAt).where(sql`${t.refreshExpiresAt} is not null`),
    index("installation_exchange_requested")
      .on(t.exchangeRequestedAt)
      .where(sql`${t.exchangeRequestedAt} is not null`),
  ],
);

/**
 * An OAuth grant that a user began: for which shop, organization and roles. Its `state` is stored as a digest, and is
 * used once, within 15 minutes.
 */
export const grantState = pgTable(
  "grant_state",
  {
    id: text("id").primaryKey(),
    stateDigest: text("state_digest").notNull(),
    appCredentialId: text("app_credential_id")
      .notNull()
      .references(() => appCredential.id),
    shopDomain: text("shop_domain").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    forOrganizationId: text("for_organization_id").notNull(),
    merchantId: text("merchant_id"),
    roles: text("roles").array().$type<StoreRole[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [uniqueIndex("grant_state_digest").on(t.stateDigest), index("grant_state_expires").on(t.expiresAt)],
);

/**
 * An install of an app that began on Shopify's side, in one browser: its OAuth grant, then the unclaimed installation.
 * The browser's cookie and the `state` are stored as digests. System table.
 */
export const shopInstall = pgTable(
  "shop_install",
  {
    id: text("id").primaryKey(),
    browserDigest: text("browser_digest").notNull(),
    /** Null once Shopify has answered. */
    stateDigest: text("state_digest"),
    appCredentialId: text("app_credential_id")
      .notNull()
      .references(() => appCredential.id),
    shopDomain: text("shop_domain").notNull(),
    installationId: text("installation_id").references(() => installation.id, { onDelete: "cascade" }),
    /** The organization that began to claim it; no other one may go on. */
    claimedBy: text("claimed_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("shop_install_state").on(t.stateDigest),
    index("shop_install_browser").on(t.browserDigest),
    index("shop_install_expires").on(t.expiresAt),
  ],
);

/** One webhook request as it arrived. System table. The body is deleted after processing. */
export const delivery = pgTable(
  "delivery",
  {
    id: text("id").primaryKey(),
    appCredentialId: text("app_credential_id")
      .notNull()
      .references(() => appCredential.id),
    shopDomain: text("shop_domain").notNull(),
    webhookId: text("webhook_id").notNull(),
    eventId: text("event_id"),
    topic: text("topic").notNull(),
    /** The lane of its topic when it arrived; null for one that an earlier version stored. */
    lane: text("lane").$type<Lane>(),
    apiVersion: text("api_version"),
    triggeredAt: instant("triggered_at"),
    receivedAt: instant("received_at").notNull(),
    installationId: text("installation_id").references(() => installation.id),
    body: bytea("body"),
    state: text("state").$type<DeliveryState>().notNull().default("received"),
    reason: text("reason"),
    attempts: integer("attempts").notNull().default(0),
    processedAt: instant("processed_at"),
    /** When the sweeper retries the delivery if it is unfinished, or parked after failed reads; else null. */
    dueAt: instant("due_at"),
  },
  (t) => [
    uniqueIndex("delivery_once").on(t.appCredentialId, t.shopDomain, t.webhookId),
    index("delivery_open")
      .on(t.installationId, t.lane, t.state, t.receivedAt)
      .where(sql`state in ('received', 'waiting', 'parked')`),
    index("delivery_done")
      .on(t.installationId, t.lane, t.processedAt)
      .where(sql`${t.processedAt} is not null`),
    index("delivery_event").on(t.shopDomain, t.eventId, t.topic),
    index("delivery_shown")
      .on(t.installationId, t.receivedAt.desc())
      .where(sql`state in ('waiting', 'parked', 'ignored')`),
    index("delivery_due_shop").on(t.installationId, t.dueAt, t.id).where(sql`${t.dueAt} is not null`),
    index("delivery_finished").on(t.processedAt).where(sql`state in ('processed', 'ignored')`),
  ],
);

/**
 * How many webhook requests with a wrong signature named an installation on a day (UTC). Anyone can send such requests:
 * there is one row per installation and day, and nothing of the requests is stored. System table.
 */
export const refusedWebhook = pgTable(
  "refused_webhook",
  {
    installationId: text("installation_id")
      .notNull()
      .references(() => installation.id, { onDelete: "cascade" }),
    day: date("day").notNull(),
    requests: integer("requests").notNull(),
  },
  (t) => [
    primaryKey({ name: "refused_webhook_pk", columns: [t.installationId, t.day] }),
    index("refused_webhook_day").on(t.day),
  ],
);

/**
 * When each part of Crossdock last reported that it runs, and the last time in which it did not. Webhooks that arrived
 * meanwhile were not answered.
 */
export const heartbeat = pgTable("heartbeat", {
  part: text("part").$type<CrossdockPart>().primaryKey(),
  beatAt: instant("beat_at").notNull(),
  gapFrom: instant("gap_from"),
  gapUntil: instant("gap_until"),
});

/** Events for the job engine, written in the transaction of the change that they announce. */
export const outbox = pgTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id").notNull(),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    uniqueIndex("outbox_event").on(t.eventId),
    index("outbox_sent").on(t.sentAt).where(sql`${t.sentAt} is not null`),
  ],
);
