import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { CREATES, WINDOW_S } from "./reserve-points";

/**
 * Reason: an installation belongs to no organization. Records that the shop limits order creates, as development and
 * trial stores do, and that its window is full: the next create is allowed in `openInMs`.
 */
export async function limitCreates(
  db: Database,
  limit: { installationId: string; now: Date; openInMs: number },
): Promise<void> {
  const seen = new Date(limit.now.getTime() + limit.openInMs - WINDOW_S * 1_000).toISOString();
  await db.orm.execute(sql`
    update installation set create_limited = true,
      create_times = array_fill(${seen}::timestamptz(3), array[${CREATES}::int])
    where id = ${limit.installationId}`);
}
