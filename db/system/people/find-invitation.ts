import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { invitation, organization, user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** An invitation as its link shows it. */
export type InvitationRow = {
  organizationId: string;
  organizationName: string;
  email: string;
  role: string;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
  /** The user who already has this e-mail address, in whatever organization. */
  known: { id: string; passwordHash: string; disabledAt: Date | null } | null;
};

/** Reason: an invited user belongs to no organization yet. The token proves the invitation. */
export async function findInvitation(db: Database, tokenDigest: string): Promise<InvitationRow | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({
        organizationId: invitation.organizationId,
        organizationName: organization.name,
        email: invitation.email,
        role: invitation.role,
        expiresAt: invitation.expiresAt,
        acceptedAt: invitation.acceptedAt,
        revokedAt: invitation.revokedAt,
        known: { id: user.id, passwordHash: user.passwordHash, disabledAt: user.disabledAt },
      })
      .from(invitation)
      .innerJoin(organization, eq(organization.organizationId, invitation.organizationId))
      .leftJoin(user, eq(user.email, invitation.email))
      .where(eq(invitation.tokenDigest, tokenDigest));
    return row ?? null;
  });
}
