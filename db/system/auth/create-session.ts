import type { Database } from "@/db/client";
import { session } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** Reason: a session belongs to a person, not to an organization. Times are absolute; nothing slides. */
export async function createSession(
  db: Database,
  row: { id: string; userId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await withSystem(db, (tx) => tx.insert(session).values(row));
}
