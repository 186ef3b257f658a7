import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { laneLabels } from "@/lib/domain/intake/lane";
import { codesOf } from "@/lib/domain/values/code-table";

const lanes = sql`${sql.param(codesOf(laneLabels))}::text[]`;

/** A moment from which on a shop was silent, and the app whose shops are meant. */
type Silence = { appCredentialId: string; since: Date };

/**
 * The condition of an app's installation `i` whose shop may have another domain: it has sent no webhook under its known
 * domain since the moment, and has not answered a call that began after it.
 */
function silent({ appCredentialId, since }: Silence) {
  const from = sql`${since.toISOString()}::timestamptz`;
  return sql`i.app_credential_id = ${appCredentialId} and i.state = 'active'
    and (i.answered_at is null or i.answered_at < ${from})
    and not exists (select from delivery d where d.installation_id = i.id and d.lane = any (${lanes})
      and d.processed_at >= ${from} and d.triggered_at >= ${from} and d.shop_domain = i.shop_domain)`;
}

/**
 * Reason: an installation belongs to no organization. Claims up to `limit` silent shops to be asked for their domain: no
 * other process asks them before the pause is over. Shops whose circuit breaker is open are left out.
 */
export async function claimSilentShops(
  db: Database,
  { now, pauseMs, limit, ...silence }: Silence & { now: Date; pauseMs: number; limit: number },
): Promise<string[]> {
  const before = sql`${new Date(now.getTime() - pauseMs).toISOString()}::timestamptz`;
  return withSystem(db, async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      update installation set asked_at = ${now.toISOString()}::timestamptz where id in (
        select i.id from installation i
        where ${silent(silence)} and i.trips = 0 and (i.asked_at is null or i.asked_at <= ${before})
        order by i.asked_at nulls first, i.id limit ${limit} for update skip locked)
      returning id`);
    return rows.map(({ id }) => id).sort();
  });
}

/** Reason: as above. Whether a silent shop is left that has not said which domain it has. */
export async function hasSilentShops(db: Database, silence: Silence): Promise<boolean> {
  return withSystem(db, async (tx) => {
    const [row] = await tx.execute<{ some: boolean }>(sql`
      select exists (select from installation i where ${silent(silence)}) as some`);
    return row?.some === true;
  });
}

/** Reason: as above. Records that a shop answered a call that began at a time, and its id if it was not known. */
export async function recordShopAnswer(
  db: Database,
  answer: { installationId: string; shopGid: string; beganAt: Date },
): Promise<void> {
  await withSystem(db, (tx) =>
    tx.execute(sql`
      update installation i set answered_at = greatest(i.answered_at, ${answer.beganAt.toISOString()}::timestamptz),
        shop_gid = coalesce(i.shop_gid, (select ${answer.shopGid}::text where not exists (select from installation o
          where o.app_credential_id = i.app_credential_id and o.shop_gid = ${answer.shopGid})))
      where i.id = ${answer.installationId}`),
  );
}
