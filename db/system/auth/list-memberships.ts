import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { membership, organization } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** Reason: a user may have several organizations to choose from, and no scope covers more than one. */
export async function listMemberships(db: Database, userId: string): Promise<{ id: string; name: string }[]> {
  return withSystem(db, (tx) =>
    tx
      .select({ id: organization.organizationId, name: organization.name })
      .from(membership)
      .innerJoin(organization, eq(organization.organizationId, membership.organizationId))
      .where(and(eq(membership.userId, userId), isNull(membership.disabledAt)))
      .orderBy(asc(organization.name), asc(organization.organizationId)),
  );
}
