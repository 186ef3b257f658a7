import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { membership, organization, session, user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";
import { roles } from "@/lib/domain/people/role";

/** A session with its user and, unless it was removed, the user's membership. */
export type SessionRow = {
  id: string;
  expiresAt: Date;
  revokedAt: Date | null;
  /** When the row was read, by the database's clock. */
  readAt: Date;
  user: { id: string; name: string; email: string; disabledAt: Date | null };
  membership: {
    organizationId: string;
    organizationName: string;
    role: string;
    merchantIds: string[] | null;
    /** When the member lost access to the organization. */
    disabledAt: Date | null;
  } | null;
};

/** How exactly the last use of a session is recorded, so that not every request writes. */
const SEEN_EVERY = sql`interval '5 minutes'`;

/**
 * Reason: the organization of a request is known only after its session was read. Of several memberships, takes
 * the one that the session chose; otherwise the oldest one with access whose role is known, then the oldest. One
 * without access comes last, so that a user who lost one organization goes on in another.
 */
export async function loadSession(db: Database, sessionId: string): Promise<SessionRow | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({
        id: session.id,
        expiresAt: session.expiresAt,
        revokedAt: session.revokedAt,
        readAt: sql<Date>`now()`.mapWith(session.createdAt),
        user: { id: user.id, name: user.name, email: user.email, disabledAt: user.disabledAt },
        place: {
          organizationId: membership.organizationId,
          role: membership.role,
          merchantIds: membership.merchantIds,
          disabledAt: membership.disabledAt,
        },
        seenLongAgo: sql<boolean>`${session.revokedAt} is null and coalesce(${session.seenAt} < now() - ${SEEN_EVERY}, true)`,
        organizationName: organization.name,
      })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .leftJoin(membership, eq(membership.userId, user.id))
      .leftJoin(organization, eq(organization.organizationId, membership.organizationId))
      .where(eq(session.id, sessionId))
      .orderBy(
        asc(sql`${membership.disabledAt} is not null`),
        desc(sql`${membership.organizationId} is not distinct from ${session.chosenOrganizationId}`),
        desc(sql`coalesce(${inArray(membership.role, Object.keys(roles))}, false)`),
        asc(membership.createdAt),
        asc(membership.id),
      )
      .limit(1);
    if (!row) return null;
    const { place, organizationName, seenLongAgo, ...rest } = row;
    if (seenLongAgo) await tx.update(session).set({ seenAt: sql`now()` }).where(eq(session.id, sessionId));
    return {
      ...rest,
      membership: place && organizationName !== null ? { ...place, organizationName } : null,
    };
  });
}
