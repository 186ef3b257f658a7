import { asc, eq, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { organization } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

/**
 * Reason: a command of the server's operator names an organization, and has no scope yet. Finds the organizations with
 * this id or name; all of them without one.
 */
export async function findOrganizations(
  db: Database,
  named: string | null,
): Promise<{ id: string; name: string }[]> {
  return withSystem(db, (tx) =>
    tx
      .select({ id: organization.organizationId, name: organization.name })
      .from(organization)
      .where(
        named === null ? undefined : or(eq(organization.organizationId, named), eq(organization.name, named)),
      )
      .orderBy(asc(organization.name), asc(organization.organizationId)),
  );
}
