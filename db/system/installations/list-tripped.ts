import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installation } from "@/db/schema/shopify";
import { type AccessRow, accessColumns } from "./access-columns";

/** The most installations of one sweep; the next sweep takes the rest. */
const LIMIT = 200;

/**
 * Reason: an installation belongs to no organization. Lists the installations whose circuit breaker is open and whose
 * pause is over, so that a shop without other calls is tested too.
 */
export async function listTripped(db: Database, now: Date): Promise<AccessRow[]> {
  return db.orm
    .select(accessColumns)
    .from(installation)
    .where(
      and(
        eq(installation.state, "active"),
        gt(installation.trips, 0),
        or(isNull(installation.pausedUntil), lte(installation.pausedUntil, now)),
      ),
    )
    .orderBy(sql`${installation.pausedUntil} nulls first`)
    .limit(LIMIT);
}
