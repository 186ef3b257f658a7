import type { Database } from "@/db/client";
import { withInstants } from "./instants";
import type { RunViewer } from "./list-runs";

export type Backlog = {
  /** Events that wait to be passed to the job engine. */
  outbox: { count: number; oldestAt: Date | null };
  /** Webhooks that are stored but not processed. */
  unprocessed: { count: number; oldestAt: Date | null };
  parked: number;
};

/**
 * Reason: outbox and deliveries belong to no organization. Counts what waits there for the viewer, with either job
 * engine.
 */
export async function loadBacklog(db: Database, viewer: RunViewer): Promise<Backlog> {
  const { sql } = db;
  const domains = viewer ? [...viewer.shopDomains] : [];
  const ownEvents = viewer
    ? sql`(data ->> 'organizationId' = ${viewer.organizationId} or data ->> 'shopDomain' = any (${domains}::text[]))`
    : sql`true`;
  const ownDeliveries = viewer ? sql`shop_domain = any (${domains}::text[])` : sql`true`;
  const [outbox, deliveries] = await Promise.all([
    sql<Backlog["outbox"][]>`
      select count(*)::int as count, min(created_at) as "oldestAt" from outbox where sent_at is null and ${ownEvents}`,
    sql<{ count: number; oldestAt: Date | null; parked: number }[]>`
      select count(*) filter (where state <> 'parked')::int as count,
        min(received_at) filter (where state <> 'parked') as "oldestAt",
        count(*) filter (where state = 'parked')::int as parked
      from delivery where state in ('received', 'waiting', 'parked') and ${ownDeliveries}`,
  ]);
  const none = { count: 0, oldestAt: null };
  const { parked, ...unprocessed } = deliveries[0] ?? { ...none, parked: 0 };
  return {
    outbox: withInstants(outbox[0] ?? none, ["oldestAt"]),
    unprocessed: withInstants(unprocessed, ["oldestAt"]),
    parked,
  };
}
