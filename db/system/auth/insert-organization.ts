import type { Database } from "@/db/client";
import { organization } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/** Reason: no scope exists before the organization does. */
export async function insertOrganization(
  db: Database,
  row: { id: string; name: string; createdAt: Date },
): Promise<void> {
  await withSystem(db, (tx) =>
    tx
      .insert(organization)
      .values({ organizationId: row.id, name: row.name, createdAt: row.createdAt })
      .onConflictDoNothing(),
  );
}
