import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { appCredential } from "@/db/schema/shopify";

type AppCredentialRow = typeof appCredential.$inferSelect;

/**
 * Reason: a webhook names an app, not an organization, and is verified before anything else is known. Reads
 * the app's sealed secrets as the login itself; the table is no tenant's.
 */
export async function loadAppCredential(db: Database, handle: string): Promise<AppCredentialRow | null> {
  const [row] = await db.orm.select().from(appCredential).where(eq(appCredential.handle, handle));
  return row ?? null;
}
