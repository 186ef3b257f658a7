import { and, eq, gt, ne } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { membership, passwordReset, user } from "@/db/schema/access";
import type { Scope } from "@/db/scope";
import { withSystem } from "@/db/system/core/with-system";
import { endSessions } from "./end-sessions";

/**
 * Reason: users belong to no organization. Stores a link to reset a user's password. Replaces an earlier link, so that
 * one link is valid at a time.
 *
 * @param scope the organization whose member creates the link; null for the administrator of the portal
 * @returns the user's e-mail address; null when the user is also a member of another organization, which the link
 *   would open too
 */
export async function insertPasswordReset(
  db: Database,
  scope: Scope | null,
  row: { id: string; userId: string; tokenDigest: string; createdAt: Date; expiresAt: Date },
): Promise<{ email: string } | null> {
  return withSystem(db, async (tx) => {
    // Locked, because the user may be joining another organization right now.
    const [known] = await tx
      .select({ email: user.email })
      .from(user)
      .where(eq(user.id, row.userId))
      .for("update");
    if (!known || (scope && (await isMemberElsewhere(tx, scope, row.userId)))) return null;
    await tx.delete(passwordReset).where(eq(passwordReset.userId, row.userId));
    await tx.insert(passwordReset).values(row);
    return known;
  });
}

async function isMemberElsewhere(tx: Tx, scope: Scope, userId: string): Promise<boolean> {
  const elsewhere = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.userId, userId), ne(membership.organizationId, scope.organizationId)))
    .limit(1);
  return elsewhere.length > 0;
}

/** Reason: the user of a link is not signed in. The user of a valid link; null when it is unknown or expired. */
export async function findPasswordReset(
  db: Database,
  tokenDigest: string,
  at: Date,
): Promise<{ userId: string; email: string; name: string } | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({ userId: user.id, email: user.email, name: user.name })
      .from(passwordReset)
      .innerJoin(user, eq(user.id, passwordReset.userId))
      .where(and(eq(passwordReset.tokenDigest, tokenDigest), gt(passwordReset.expiresAt, at)));
    return row ?? null;
  });
}

/**
 * Reason: as above. Uses a link once: sets the password and ends every session of the user, in one transaction.
 *
 * @returns whether the link was still valid
 */
export async function consumePasswordReset(
  db: Database,
  input: { tokenDigest: string; passwordHash: string; at: Date },
): Promise<boolean> {
  return withSystem(db, async (tx) => {
    const [used] = await tx
      .delete(passwordReset)
      .where(and(eq(passwordReset.tokenDigest, input.tokenDigest), gt(passwordReset.expiresAt, input.at)))
      .returning({ userId: passwordReset.userId });
    if (!used) return false;
    await tx.update(user).set({ passwordHash: input.passwordHash }).where(eq(user.id, used.userId));
    await endSessions(tx, { userId: used.userId, at: input.at });
    return true;
  });
}
