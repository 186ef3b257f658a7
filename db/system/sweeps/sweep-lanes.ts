import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { problemsGoneBy } from "@/lib/domain/installations/problem";
import { stalledLanes } from "@/lib/domain/intake/lane";

/**
 * Reason: deliveries belong to no organization, and a lane's problem belongs to every organization with the shop. A lane
 * stands still when one of its deliveries was received `stillMs` ago and never tried, and none was finished since. Opens
 * the problem of such a lane, and clears it when the lane moves again.
 *
 * Proved by tests/jobs/lanes.test.ts.
 */
export async function sweepLanes(db: Database, sweep: { now: Date; stillMs: number }): Promise<void> {
  const now = sql`${sweep.now.toISOString()}::timestamptz`;
  const since = sql`${new Date(sweep.now.getTime() - sweep.stillMs).toISOString()}::timestamptz`;
  const kinds = sql`${sql.param(problemsGoneBy("lane"))}::text[]`;
  const lanes = sql`${JSON.stringify(Object.entries(stalledLanes).map(([lane, kind]) => ({ lane, kind })))}::jsonb`;
  await withSystem(db, (tx) =>
    tx.execute(sql`
      with still as (
        select s.organization_id, s.id as store_id, l.kind
        from installation i cross join jsonb_to_recordset(${lanes}) as l(lane text, kind text)
        join store s on s.installation_id = i.id and s.state <> 'disconnected'
        where i.state = 'active'
          and exists (select from delivery d where d.installation_id = i.id and d.lane = l.lane
            and d.state = 'received' and d.received_at < ${since})
          and not exists (select from delivery d where d.installation_id = i.id and d.lane = l.lane
            and d.processed_at >= ${since})
      ), opened as (
        insert into problem (organization_id, id, store_id, kind, opened_at)
        select organization_id, 'prb_' || replace(gen_random_uuid()::text, '-', ''), store_id, kind, ${now} from still
        on conflict do nothing
      )
      update problem p set cleared_at = ${now}
      where p.cleared_at is null and p.kind = any(${kinds}) and not exists (
        select from still where still.organization_id = p.organization_id and still.store_id = p.store_id
          and still.kind = p.kind)`),
  );
}
