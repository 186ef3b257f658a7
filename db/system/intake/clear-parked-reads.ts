import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import { problemsGoneBy } from "@/lib/domain/installations/problem";

/**
 * Reason: deliveries belong to no organization. Clears the problem of an installation's stores that an order cannot be
 * read, unless a parked delivery is still to be read.
 *
 * Proved by tests/jobs/parked-reads.test.ts.
 */
export async function clearParkedReads(db: Database, installationId: string, at: Date): Promise<void> {
  await withSystem(db, (tx) =>
    tx.execute(sql`
      update problem p set cleared_at = ${at.toISOString()}::timestamptz from store s
      where s.installation_id = ${installationId} and p.organization_id = s.organization_id and p.store_id = s.id
        and p.kind = any(${sql.param(problemsGoneBy("parked_read"))}::text[]) and p.cleared_at is null
        and not exists (select from delivery d
          where d.installation_id = s.installation_id and d.state = 'parked' and d.due_at is not null)`),
  );
}
