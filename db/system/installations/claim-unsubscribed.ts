import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";

/**
 * Reason: an installation belongs to no organization. Claims installations whose webhook subscriptions are not `wanted`,
 * until `retryAt`: no other worker gets them before.
 */
export async function claimUnsubscribed(
  db: Database,
  { wanted, now, retryAt, limit }: { wanted: string; now: Date; retryAt: Date; limit: number },
): Promise<{ id: string }[]> {
  const due = db.orm
    .select({ id: installation.id })
    .from(installation)
    .where(
      and(
        eq(installation.state, "active"),
        sql`${installation.subscriptions} is distinct from ${wanted}`,
        or(isNull(installation.subscribeAt), lte(installation.subscribeAt, now)),
      ),
    )
    .orderBy(sql`${installation.subscribeAt} nulls first`, installation.id)
    .limit(limit)
    .for("update", { skipLocked: true });
  return db.orm
    .update(installation)
    .set({ subscribeAt: retryAt })
    .where(inArray(installation.id, due))
    .returning({ id: installation.id });
}

/** Reason: an installation belongs to no organization. Records that the shop has the subscriptions. */
export async function saveSubscriptions(
  db: Database,
  installationId: string,
  subscriptions: string,
): Promise<void> {
  await db.orm
    .update(installation)
    .set({ subscriptions, subscribeAt: null })
    .where(eq(installation.id, installationId));
}

/** Reason: an installation belongs to no organization. Lets the subscriptions of installations be checked again. */
export async function forgetSubscriptions(db: Database, installationIds: readonly string[]): Promise<void> {
  await db.orm
    .update(installation)
    .set({ subscriptions: null })
    .where(inArray(installation.id, [...installationIds]));
}
