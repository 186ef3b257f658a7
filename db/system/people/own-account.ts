import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { passwordReset, session, user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";
import { endSessions } from "./end-sessions";

/** A session of a user that is neither ended nor expired. */
export type SessionEntry = { id: string; device: string | null; createdAt: Date; seenAt: Date | null };

/** The most sessions that the account page lists. */
const SESSIONS_SHOWN = 100;

/** Reason: users and sessions belong to no organization. The open sessions of a user, the newest first. */
export async function listSessions(db: Database, userId: string, now: Date): Promise<SessionEntry[]> {
  return withSystem(db, (tx) =>
    tx
      .select({
        id: session.id,
        device: session.device,
        createdAt: session.createdAt,
        seenAt: session.seenAt,
      })
      .from(session)
      .where(and(eq(session.userId, userId), isNull(session.revokedAt), gt(session.expiresAt, now)))
      .orderBy(desc(session.createdAt), desc(session.id))
      .limit(SESSIONS_SHOWN),
  );
}

/** Reason: as above. Ends one session of the user; false when it is not an open session of theirs. */
export async function endSession(
  db: Database,
  input: { userId: string; sessionId: string; at: Date },
): Promise<boolean> {
  return withSystem(
    db,
    async (tx) => (await endSessions(tx, { userId: input.userId, at: input.at, only: input.sessionId })) > 0,
  );
}

/** Reason: as above. The e-mail address and the password's hash of a user. */
export async function readCredentials(
  db: Database,
  userId: string,
): Promise<{ email: string; passwordHash: string } | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({ email: user.email, passwordHash: user.passwordHash })
      .from(user)
      .where(eq(user.id, userId));
    return row ?? null;
  });
}

/** Reason: as above. Sets a password, and ends the user's other sessions and a link to reset the password, in one transaction. */
export async function replacePassword(
  db: Database,
  input: { userId: string; passwordHash: string; keepSessionId: string; at: Date },
): Promise<{ endedSessions: number }> {
  return withSystem(db, async (tx) => {
    await tx.update(user).set({ passwordHash: input.passwordHash }).where(eq(user.id, input.userId));
    await tx.delete(passwordReset).where(eq(passwordReset.userId, input.userId));
    const endedSessions = await endSessions(tx, {
      userId: input.userId,
      at: input.at,
      except: input.keepSessionId,
    });
    return { endedSessions };
  });
}
