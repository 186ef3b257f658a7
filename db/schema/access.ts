import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import { instant, organizationId } from "./columns";

/** A person who can sign in. System table: a person may belong to several organizations. */
export const user = pgTable(
  "user",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    disabledAt: instant("disabled_at"),
  },
  (t) => [uniqueIndex("user_email").on(t.email)],
);

/** A signed-in browser. The cookie's JWT contains only the id; every request reads the row. */
export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** The organization that the user switched to; null means that of the oldest membership. */
    chosenOrganizationId: text("chosen_organization_id"),
    /** Browser and system of the sign-in, such as "Chrome on Windows"; null when they were not recognised. */
    device: text("device"),
    /** When the session was last used, exact to a few minutes. */
    seenAt: instant("seen_at"),
  },
  (t) => [index("session_user").on(t.userId), index("session_expires").on(t.expiresAt)],
);

/** One failed sign-in, counted to limit attempts. `key` is a keyed digest of the e-mail or the IP address. */
export const signInAttempt = pgTable(
  "sign_in_attempt",
  {
    id: text("id").primaryKey(),
    key: text("key").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("sign_in_attempt_key").on(t.key, t.at), index("sign_in_attempt_at").on(t.at)],
);

/** An agency: the tenant. */
export const organization = pgTable(
  "organization",
  {
    organizationId: organizationId(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId] })],
);

/** A user's role in an organization. A null `merchantIds` means every merchant. */
export const membership = pgTable(
  "membership",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    role: text("role").notNull(),
    merchantIds: text("merchant_ids").array(),
    createdAt: instant("created_at").notNull(),
    /** When the member lost access to this organization; null while they have it. */
    disabledAt: instant("disabled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("membership_user").on(t.organizationId, t.userId),
    index("membership_by_user").on(t.userId),
  ],
);

/** An audit entry: who did what to which object. Written in the transaction of the action. */
export const auditEntry = pgTable(
  "audit_entry",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    actorLabel: text("actor_label").notNull(),
    verb: text("verb").$type<AuditVerb>().notNull(),
    noun: text("noun").notNull(),
    nounId: text("noun_id").notNull(),
    orderId: text("order_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    position: integer("position").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("audit_entry_order").on(t.organizationId, t.orderId, t.at),
  ],
);

/**
 * An invitation to an organization, bound to an e-mail address. Its link contains a token of which only the digest is
 * stored. It is used once. Kept as the record of who let whom in.
 */
export const invitation = pgTable(
  "invitation",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    email: text("email").notNull(),
    role: text("role").notNull(),
    /** The merchants that the member will see; null means all. */
    merchantIds: text("merchant_ids").array(),
    tokenDigest: text("token_digest").notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: text("accepted_by"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organization.organizationId] }),
    uniqueIndex("invitation_token").on(t.tokenDigest),
    uniqueIndex("invitation_open")
      .on(t.organizationId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

/** A link to set a new password. System table: a person may belong to several organizations. Deleted with its use. */
export const passwordReset = pgTable(
  "password_reset",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    tokenDigest: text("token_digest").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Null: the administrator of the portal. A trigger ends the link when the creator or the user gets another place. */
    createdBy: text("created_by").references(() => user.id, { onDelete: "cascade" }),
  },
  (t) => [
    uniqueIndex("password_reset_token").on(t.tokenDigest),
    uniqueIndex("password_reset_user").on(t.userId),
    index("password_reset_creator").on(t.createdBy),
  ],
);
