import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { listPreference, savedView } from "@/db/schema/list";
import { connection, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { facetValues } from "./facet-values";

/** A store that takes part in the scope's orders: `sells` them, or `supplies` them. */
type DeskStore = {
  id: string;
  name: string;
  merchantId: string | null;
  timeZone: string;
  autoPush: boolean;
  sells: boolean;
  supplies: boolean;
};

export type SavedView = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  mine: boolean;
  by: string;
};

/** What a person has on the desk beside the orders: stores, how the list is to look, saved views, and filters. */
export type Desk = {
  stores: DeskStore[];
  /** Tags and shipping methods that filters offer, the most frequent first. */
  offered: { tags: string[]; shipping: string[] };
  preference: { hiddenColumns: string[]; dense: boolean } | null;
  views: SavedView[];
};

/** Reads the desk of one person in one statement. A supplier is named to whoever sees a store that it supplies. */
export async function listDesk(tx: Tx, scope: Scope, userId: string): Promise<Desk> {
  const own = merchantFilter(scope, store.merchantId) ?? sql`true`;
  const [row] = await tx.execute<Desk>(sql`
    with mine as (
      select ${store.id} as id from ${store}
      where ${store.organizationId} = ${scope.organizationId} and ${own}
    ), pair as (
      select ${connection.destinationStoreId} as sells, ${connection.sourceStoreId} as supplies from ${connection}
      where ${connection.organizationId} = ${scope.organizationId}
        and ${connection.destinationStoreId} in (select id from mine)
    )
    select
      (select coalesce(json_agg(json_build_object('id', ${store.id}, 'name', ${store.name},
          'merchantId', ${store.merchantId}, 'timeZone', ${store.timeZone}, 'autoPush', ${store.autoPushSince} is not null,
          'sells', ${store.id} in (select sells from pair), 'supplies', ${store.id} in (select supplies from pair))
          order by ${store.name}, ${store.id}), '[]')
        from ${store} where ${store.organizationId} = ${scope.organizationId}
          and (${store.id} in (select sells from pair) or ${store.id} in (select supplies from pair))) as stores,
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
