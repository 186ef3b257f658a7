import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { BACKLOG_COUNTED, type Lane } from "@/lib/domain/intake/lane";

/** The deliveries of one lane that are not processed yet. */
type LaneBacklog = { installationId: string; lane: Lane; count: number; oldestAt: Date };

/**
 * Reason: deliveries belong to installations, not to organizations. Counts the deliveries of each lane that wait to be
 * processed; counting stops after `BACKLOG_COUNTED`, so that the page stays fast whatever waits. The caller passes only
 * installations of its own stores.
 */
export async function countBacklog(
  db: Database,
  installationIds: readonly string[],
  lanes: readonly Lane[],
): Promise<LaneBacklog[]> {
  if (installationIds.length === 0) return [];
  const rows = await withSystem(db, (tx) =>
    tx.execute<{ installation_id: string; lane: Lane; count: number; oldest_at: string }>(sql`
      select i.id as installation_id, l.name as lane, b.count, least(
        (select min(received_at) from delivery
          where installation_id = i.id and lane = l.name and state = 'received'),
        (select min(received_at) from delivery
          where installation_id = i.id and lane = l.name and state = 'waiting')) as oldest_at
      from unnest(${sql.param([...new Set(installationIds)])}::text[]) as i(id)
      cross join unnest(${sql.param([...lanes])}::text[]) as l(name), lateral (
        select count(*)::int as count from (
          select from delivery
          where installation_id = i.id and lane = l.name and state in ('received', 'waiting')
          limit ${BACKLOG_COUNTED + 1}
        ) d
      ) b
      where b.count > 0
      order by oldest_at`),
  );
  return rows.map((row) => ({
    installationId: row.installation_id,
    lane: row.lane,
    count: row.count,
    oldestAt: new Date(row.oldest_at),
  }));
}
