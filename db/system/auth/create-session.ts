import type { Database } from "@/db/client";
import { session } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** Reason: a session belongs to a user, not to an organization. Its end is fixed; use does not extend it. */
export async function createSession(
  db: Database,
  row: { id: string; userId: string; createdAt: Date; expiresAt: Date; device: string | null },
): Promise<void> {
  await withSystem(db, (tx) => tx.insert(session).values(row));
}
