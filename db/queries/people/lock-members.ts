import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { membership, organization } from "@/db/schema/access";
import type { Scope } from "@/db/scope";

/** A membership as the rules of managing members see it. */
export type LockedMember = {
  userId: string;
  role: string;
  merchantIds: string[] | null;
  disabledAt: Date | null;
};

/**
 * Locks the organization's row until the end of the transaction and reads its memberships, so that two changes of
 * members cannot remove the last owner together.
 */
export async function lockMembers(tx: Tx, scope: Scope): Promise<LockedMember[]> {
  await tx
    .select({ id: organization.organizationId })
    .from(organization)
    .where(eq(organization.organizationId, scope.organizationId))
    .for("update");
  return tx
    .select({
      userId: membership.userId,
      role: membership.role,
      merchantIds: membership.merchantIds,
      disabledAt: membership.disabledAt,
    })
    .from(membership)
    .where(eq(membership.organizationId, scope.organizationId))
    .orderBy(asc(membership.createdAt), asc(membership.userId));
}
