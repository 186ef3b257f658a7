import { and, eq, exists, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { membership, session } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/**
 * Reason: a session belongs to no organization. Changes nothing unless the user of the session is a member.
 *
 * @returns whether the session was switched to that organization
 */
export async function chooseOrganization(
  db: Database,
  sessionId: string,
  organizationId: string,
): Promise<boolean> {
  return withSystem(db, async (tx) => {
    const isMember = tx
      .select({ id: membership.id })
      .from(membership)
      .where(
        and(
          eq(membership.userId, session.userId),
          eq(membership.organizationId, organizationId),
          isNull(membership.disabledAt),
        ),
      );
    const changed = await tx
      .update(session)
      .set({ chosenOrganizationId: organizationId })
      .where(and(eq(session.id, sessionId), exists(isMember)))
      .returning({ id: session.id });
    return changed.length > 0;
  });
}
