import type { Database } from "../client";
import { session } from "../schema/access";
import { withSystem } from "./with-system";

/** Reason: a session belongs to a person, not to an organization. Times are absolute; nothing slides. */
export async function createSession(
  db: Database,
  row: { id: string; userId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await withSystem(db, (tx) => tx.insert(session).values(row));
}
