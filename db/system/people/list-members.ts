import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { membership, session, user } from "@/db/schema/access";
import type { Scope } from "@/db/scope";
import { withSystem } from "@/db/system/core/with-system";

/** A member of an organization, with or without access. */
export type MemberRow = {
  userId: string;
  name: string;
  email: string;
  role: string;
  merchantIds: string[] | null;
  disabledAt: Date | null;
  /** When the member last used the portal, in any of their organizations, exact to a few minutes. */
  seenAt: Date | null;
};

/** Reason: users belong to no organization. Reads the members of the scope's organization, sorted by name. */
export async function listMembers(db: Database, scope: Scope): Promise<MemberRow[]> {
  return withSystem(db, (tx) =>
    tx
      .select({
        userId: user.id,
        name: user.name,
        email: user.email,
        role: membership.role,
        merchantIds: membership.merchantIds,
        disabledAt: sql<Date | null>`coalesce(${membership.disabledAt}, ${user.disabledAt})`.mapWith(
          membership.disabledAt,
        ),
        seenAt:
          sql<Date | null>`(select max(${session.seenAt}) from ${session} where ${session.userId} = ${user.id})`.mapWith(
            session.seenAt,
          ),
      })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(and(eq(membership.organizationId, scope.organizationId)))
      .orderBy(asc(user.name), asc(user.id)),
  );
}
