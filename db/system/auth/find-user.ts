import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

type UserRow = typeof user.$inferSelect;

/**
 * Reason: at sign-in no organization is known yet. Finds a user by e-mail, which is stored trimmed and in lower case.
 */
export async function findUser(db: Database, email: string): Promise<UserRow | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx.select().from(user).where(eq(user.email, email));
    return row ?? null;
  });
}
