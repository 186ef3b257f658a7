import { and, eq, gt, inArray, ne } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { membership, passwordReset, user } from "@/db/schema/access";
import type { Scope } from "@/db/scope";
import { withSystem } from "@/db/system/core/with-system";
import { endSessions } from "./end-sessions";

/** The member who creates a link, and the roles of both members when the right to do so was checked. */
type Creator = { scope: Scope; userId: string; roles: ReadonlyMap<string, string> };

/**
 * Reason: users belong to no organization. Stores a link to reset a user's password. Replaces an earlier link, so that
 * one link is valid at a time.
 *
 * @param by null for the administrator of the portal
 * @returns the user's e-mail address; `elsewhere` when the user is also a member of another organization, which the link
 *   would open too; `changed` when a role changed since it was checked
 */
export async function insertPasswordReset(
  db: Database,
  by: Creator | null,
  row: { id: string; userId: string; tokenDigest: string; createdAt: Date; expiresAt: Date },
): Promise<{ email: string } | "elsewhere" | "changed"> {
  return withSystem(db, async (tx) => {
    // Locked, because either may be joining another organization or losing their place right now.
    const locked = await tx
      .select({ id: user.id, email: user.email })
      .from(user)
      .where(inArray(user.id, [row.userId, by?.userId ?? row.userId]))
      .orderBy(user.id)
      .for("update");
    const known = locked.find(({ id }) => id === row.userId);
    if (!known) return "changed";
    if (by && (await isMemberElsewhere(tx, by.scope, row.userId))) return "elsewhere";
    if (by && !(await haveRoles(tx, by))) return "changed";
    await tx.delete(passwordReset).where(eq(passwordReset.userId, row.userId));
    await tx.insert(passwordReset).values({ ...row, createdBy: by?.userId ?? null });
    return { email: known.email };
  });
}

/** Whether both members still have the roles that were checked, and the creator still has access. */
async function haveRoles(tx: Tx, by: Creator): Promise<boolean> {
  const rows = await tx
    .select({ userId: membership.userId, role: membership.role, disabledAt: membership.disabledAt })
    .from(membership)
    .where(
      and(
        eq(membership.organizationId, by.scope.organizationId),
        inArray(membership.userId, [...by.roles.keys()]),
      ),
    );
  const kept = rows.filter(({ userId, role }) => by.roles.get(userId) === role);
  return (
    kept.length === by.roles.size && kept.some((row) => row.userId === by.userId && row.disabledAt === null)
  );
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
