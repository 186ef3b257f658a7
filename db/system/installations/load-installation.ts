import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/** Reads an installation with its sealed token. Reason: installations belong to no organization. */
export async function loadInstallation(db: Database, installationId: string) {
  const [row] = await db.orm.select().from(installation).where(eq(installation.id, installationId));
  return row ?? null;
}
