import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { session } from "@/db/schema/access";

/**
 * Ends the sessions of a user in the caller's transaction of the *system* role: all of them, one of them, or all but
 * one. Open live streams of the user check their session again when the transaction commits.
 *
 * @returns how many sessions were ended
 */
export async function endSessions(
  tx: Tx,
  input: { userId: string; at: Date; only?: string; except?: string },
): Promise<number> {
  const which: SQL[] = [];
  if (input.only !== undefined) which.push(eq(session.id, input.only));
  if (input.except !== undefined) which.push(ne(session.id, input.except));
  const ended = await tx
    .update(session)
    .set({ revokedAt: input.at })
    .where(and(eq(session.userId, input.userId), isNull(session.revokedAt), ...which))
    .returning({ id: session.id });
  await tx.execute(sql`select pg_notify('crossdock_access', ${input.userId})`);
  return ended.length;
}
