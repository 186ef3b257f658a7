import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { DeliveryState } from "@/lib/domain/intake/delivery";

/** A delivery without its body, which no user may read. */
export type DeliveryRow = {
  id: string;
  topic: string;
  /** As the webhook named it; the shop may have been renamed since. */
  shopDomain: string;
  installationId: string;
  state: DeliveryState;
  reason: string | null;
  attempts: number;
  receivedAt: Date;
};

/**
 * Reason: deliveries belong to installations, not to organizations. Lists the newest deliveries of the installations
 * that wait, are parked or were ignored. The caller passes only installations of its own stores.
 */
export async function listDeliveries(
  db: Database,
  installationIds: readonly string[],
  limit: number,
): Promise<DeliveryRow[]> {
  if (installationIds.length === 0) return [];
  // The newest of each installation by the index, then the newest of all. The states are written out, because the
  // index covers only these and PostgreSQL compares the text.
  const rows = await withSystem(db, (tx) =>
    tx.execute<{
      id: string;
      topic: string;
      shop_domain: string;
      installation_id: string;
      state: DeliveryState;
      reason: string | null;
      attempts: number;
      received_at: string;
    }>(sql`
      select d.* from unnest(${sql.param([...installationIds])}::text[]) as i(id), lateral (
        select id, topic, shop_domain, installation_id, state, reason, attempts, received_at from delivery
        where installation_id = i.id and state in ('waiting', 'parked', 'ignored')
        order by received_at desc limit ${limit}) d
      order by d.received_at desc limit ${limit}`),
  );
  return rows.map(
    ({ shop_domain: shopDomain, installation_id: installationId, received_at: receivedAt, ...row }) => ({
      ...row,
      shopDomain,
      installationId,
      receivedAt: new Date(receivedAt),
    }),
  );
}
