import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";
import { withSystem } from "./with-system";

/** Reads an installation with its sealed token. Reason: installations belong to no organization. */
export async function loadInstallation(db: Database, installationId: string) {
  return withSystem(db, async (tx) => {
    const [row] = await tx.select().from(installation).where(eq(installation.id, installationId));
    return row ?? null;
  });
}
