import { and, eq, gt, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { grantState } from "@/db/schema/shopify";
import { withSystem } from "@/db/system/core/with-system";

type GrantStateRow = typeof grantState.$inferSelect;

/** Reason: a grant is about a shop that no organization has yet. Also deletes the grants that expired unused. */
export async function insertGrantState(db: Database, row: GrantStateRow): Promise<void> {
  await withSystem(db, async (tx) => {
    await tx.delete(grantState).where(lt(grantState.expiresAt, row.createdAt));
    await tx.insert(grantState).values(row);
  });
}

type OwnGrant = { stateDigest: string; userId: string; appCredentialId: string; at: Date };

const ownGrant = (where: OwnGrant) =>
  and(
    eq(grantState.stateDigest, where.stateDigest),
    eq(grantState.userId, where.userId),
    eq(grantState.appCredentialId, where.appCredentialId),
    gt(grantState.expiresAt, where.at),
  );

/** Reason: as above. Finds a grant that the user began, and leaves its state unused. */
export async function findGrant(
  db: Database,
  where: OwnGrant,
): Promise<{ shopDomain: string; forOrganizationId: string } | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx
      .select({ shopDomain: grantState.shopDomain, forOrganizationId: grantState.forOrganizationId })
      .from(grantState)
      .where(ownGrant(where));
    return row ?? null;
  });
}

/**
 * Reason: as above. Uses a grant's state: the row is returned once, and only to the user who began the grant.
 *
 * @returns null when the state is unknown, used, expired, or another user's
 */
export async function consumeGrantState(db: Database, where: OwnGrant): Promise<GrantStateRow | null> {
  return withSystem(db, async (tx) => {
    const [row] = await tx.delete(grantState).where(ownGrant(where)).returning();
    return row ?? null;
  });
}
