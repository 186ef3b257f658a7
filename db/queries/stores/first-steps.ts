import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { push } from "@/db/schema/push";
import { connection, mapping, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** What an organization has set up so far. */
type SetUp = {
  merchants: boolean;
  /** Connected stores, of which 2 are counted. */
  stores: number;
  connections: boolean;
  mappings: boolean;
  pushes: boolean;
  automaticPush: boolean;
};

/** Reads what an organization has set up, by the first row of each table. */
export async function firstSteps(tx: Tx, scope: Scope): Promise<SetUp> {
  const own = (table: typeof merchant | typeof store | typeof connection | typeof mapping | typeof push) =>
    sql`select 1 from ${table} where ${table.organizationId} = ${scope.organizationId}`;
  const [row] = await tx.execute<SetUp>(sql`
    select exists (${own(merchant)}) as merchants,
      (select count(*)::int from (${own(store)} and ${store.state} = 'active' limit 2) s) as stores,
      exists (${own(connection)} and ${connection.state} <> 'requested') as connections,
      exists (${own(mapping)} and ${mapping.active}) as mappings,
      exists (${own(push)}) as pushes,
      exists (${own(store)} and ${store.autoPushSince} is not null) as "automaticPush"`);
  if (!row) throw new Error("The database answered no row.");
  return row;
}
