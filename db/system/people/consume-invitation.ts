import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { invitation, membership, passwordReset, user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** A use of an invitation, for the audit entry. */
type Use = { organizationId: string; invitationId: string; userId: string; name: string; role: string };

type Input = {
  tokenDigest: string;
  at: Date;
  membershipId: string;
  /** The user to create; null when the e-mail address has an account, which the caller has proved. */
  newUser: { id: string; name: string; passwordHash: string } | null;
};

/**
 * Reason: the new member belongs to no organization yet. In one transaction: uses the invitation, creates the user if
 * they are new, and the membership. Of two uses at once the second one waits for the first and finds the invitation
 * used.
 *
 * @param record writes the audit entry in the same transaction
 * @returns the use; null when the invitation was used, revoked or expired meanwhile; `account_exists` when another
 *   person created an account with the e-mail address meanwhile. Then nothing was changed
 */
export async function consumeInvitation(
  db: Database,
  input: Input,
  record: (tx: Tx, use: Use) => Promise<void>,
): Promise<Use | "account_exists" | null> {
  return withSystem(db, async (tx) => {
    const [open] = await tx
      .select()
      .from(invitation)
      .where(
        and(
          eq(invitation.tokenDigest, input.tokenDigest),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
          gt(invitation.expiresAt, input.at),
        ),
      )
      .for("update");
    if (!open) return null;
    const person = await provideUser(tx, input, open.email);
    if (!person) return "account_exists";
    const { organizationId, id: invitationId, role, merchantIds } = open;
    await tx
      .insert(membership)
      .values({
        ...{ organizationId, id: input.membershipId, userId: person.id, role, merchantIds },
        createdAt: input.at,
      })
      .onConflictDoNothing({ target: [membership.organizationId, membership.userId] });
    await tx
      .update(invitation)
      .set({ acceptedAt: input.at, acceptedBy: person.id })
      .where(and(eq(invitation.organizationId, organizationId), eq(invitation.id, invitationId)));
    const use = { organizationId, invitationId, userId: person.id, name: person.name, role };
    await record(tx, use);
    return use;
  });
}

/** Creates the user, or locks the known one; null when the e-mail address is taken by another new account. */
async function provideUser(
  tx: Tx,
  input: Input,
  email: string,
): Promise<{ id: string; name: string } | null> {
  if (input.newUser) {
    const [created] = await tx
      .insert(user)
      .values({ ...input.newUser, email, createdAt: input.at })
      .onConflictDoNothing({ target: user.email })
      .returning({ id: user.id, name: user.name });
    return created ?? null;
  }
  const [known] = await tx
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(eq(user.email, email))
    .for("update");
  if (!known) throw new Error("The account of an invitation is gone.");
  // A link to reset the password that one organization created must not open another.
  await tx.delete(passwordReset).where(eq(passwordReset.userId, known.id));
  return known;
}
