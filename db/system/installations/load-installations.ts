import { inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/** Reads installations with their sealed tokens. Reason: installations belong to no organization. */
export async function loadInstallations(db: Database, installationIds: readonly string[]) {
  if (installationIds.length === 0) return [];
  return db.orm
    .select()
    .from(installation)
    .where(inArray(installation.id, [...installationIds]));
}
