import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";

/** Reason: an app belongs to no organization. Inserts the app, or updates the given columns. */
export async function saveAppCredentialRow(
  db: Database,
  row: typeof appCredential.$inferInsert,
): Promise<string> {
  const { id: _id, createdAt: _createdAt, handle, ...changes } = row;
  await db.orm.insert(appCredential).values(row).onConflictDoUpdate({
    target: appCredential.handle,
    set: changes,
  });
  const [saved] = await db.orm
    .select({ id: appCredential.id })
    .from(appCredential)
    .where(eq(appCredential.handle, handle));
  if (!saved) throw new Error("The app was not saved.");
  return saved.id;
}
