import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { pushLeg } from "@/db/schema/push";
import { emergencyStop } from "@/db/schema/stop";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";

/** The most waiting sends that are counted. */
const MOST = 1_000;

/** A stop with the store on whose page it can be lifted, and the number of sends that wait for it, at most 1,000. */
export type ListedStop = EmergencyStop & {
  storeId: string | null;
  storeName: string | null;
  /** The source store of a connection. */
  sourceName: string | null;
  waiting: number;
};

/** The emergency stops that are on and that the scope sees, oldest first. */
export async function listedStops(tx: Tx, scope: Scope): Promise<ListedStop[]> {
  const rows = await tx.execute<Omit<ListedStop, "begunAt"> & { begunAt: string }>(sql`
    select s.id, s.level, s.subject_id as "subjectId", s.reason, s.begun_at as "begunAt", s.begun_by as "begunBy",
      st.id as "storeId", st.name as "storeName", src.name as "sourceName",
      (select count(*)::int from (select 1 from ${pushLeg}
        where ${pushLeg.organizationId} = s.organization_id and ${pushLeg.waitsFor} = s.id limit ${MOST}) w) as waiting
    from ${emergencyStop} s
    left join ${connection} c on s.level = 'connection' and c.organization_id = s.organization_id and c.id = s.subject_id
    left join ${store} src on src.organization_id = c.organization_id and src.id = c.source_store_id
    left join ${store} st on st.organization_id = s.organization_id
      and st.id = case s.level when 'store' then s.subject_id when 'connection' then c.destination_store_id end
    where s.organization_id = ${scope.organizationId} and s.lifted_at is null
      and (s.level = 'organization' or ${seen(scope)})
    order by s.begun_at, s.id`);
  return rows.map((row) => ({ ...row, begunAt: new Date(row.begunAt) }));
}

function seen(scope: Scope) {
  if (scope.merchantIds === null) return sql`st.id is not null`;
  const own = merchantFilter(scope, store.merchantId) ?? sql`true`;
  return sql`exists (select 1 from ${store} where ${store.organizationId} = st.organization_id and ${store.id} = st.id
    and ${own})`;
}
