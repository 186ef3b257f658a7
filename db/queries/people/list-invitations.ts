import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitation } from "@/db/schema/access";
import { merchant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** An invitation that was neither accepted nor revoked. It may have expired. */
export type OpenInvitation = {
  id: string;
  email: string;
  role: string;
  merchantIds: string[] | null;
  createdAt: Date;
  expiresAt: Date;
};

/** Reads the open invitations of the organization, the newest first. */
export async function listInvitations(tx: Tx, scope: Scope): Promise<OpenInvitation[]> {
  return tx
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      merchantIds: invitation.merchantIds,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.organizationId, scope.organizationId),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
      ),
    )
    .orderBy(desc(invitation.createdAt), asc(invitation.id));
}

/** Reads the names of all merchants of the organization, sorted by name. */
export async function merchantNames(tx: Tx, scope: Scope): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: merchant.id, name: merchant.name })
    .from(merchant)
    .where(eq(merchant.organizationId, scope.organizationId))
    .orderBy(asc(merchant.name), asc(merchant.id));
}
