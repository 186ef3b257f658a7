import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { listPreference, savedView } from "@/db/schema/list";
import type { Scope } from "@/db/scope";
import type { ListToolbar } from "@/lib/domain/order-list/list-toolbar";
import { facetValues } from "./facet-values";
import { listStoresJson } from "./list-stores";

/** Reads the toolbar of the orders list for one user, in one statement. */
export async function listToolbar(tx: Tx, scope: Scope, userId: string): Promise<ListToolbar> {
  const [row] = await tx.execute<ListToolbar>(sql`
    select
      (${listStoresJson(scope)}) as stores,
      (select json_build_object('hiddenColumns', ${listPreference.hiddenColumns}, 'dense', ${listPreference.dense})
        from ${listPreference} where ${listPreference.organizationId} = ${scope.organizationId}
          and ${listPreference.userId} = ${userId}) as preference,
      (select coalesce(json_agg(json_build_object('id', ${savedView.id}, 'name', ${savedView.name},
          'query', ${savedView.query}, 'shared', ${savedView.shared}, 'mine', ${savedView.userId} = ${userId},
          'by', ${savedView.userLabel}) order by lower(${savedView.name}), ${savedView.id}), '[]')
        from ${savedView} where ${savedView.organizationId} = ${scope.organizationId}
          and (${savedView.userId} = ${userId} or ${savedView.shared})) as views,
      (select row_to_json(offers) from (${facetValues(scope)}) offers) as offered`);
  return row ?? { stores: [], offered: { tags: [], shipping: [] }, preference: null, views: [] };
}
