import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";

type AppCredentialRow = typeof appCredential.$inferSelect;

/**
 * Reason: a webhook names an app, not an organization, and is verified before anything else is known. Reads the sealed
 * secrets of the app as the database login, because the table belongs to no tenant.
 */
export async function loadAppCredential(db: Database, handle: string): Promise<AppCredentialRow | null> {
  const [row] = await db.orm.select().from(appCredential).where(eq(appCredential.handle, handle));
  return row ?? null;
}
