import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { session } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** Reason: a session belongs to no organization. Ends the session for every copy of its cookie. */
export async function revokeSession(db: Database, sessionId: string, at: Date): Promise<void> {
  await withSystem(db, (tx) =>
    tx
      .update(session)
      .set({ revokedAt: at })
      .where(and(eq(session.id, sessionId), isNull(session.revokedAt))),
  );
}
