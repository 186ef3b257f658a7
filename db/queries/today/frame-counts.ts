import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { type KeysRequest, listWalk } from "@/db/queries/order-list/list-keys";
import { scopeSource } from "@/db/queries/order-list/list-source";
import { type ScopeChoice, scopeChoices } from "@/db/queries/stores/scope-choices";
import { problem } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { everyOrder } from "@/lib/domain/order-list/order-filter";

/** So many are counted; one more means "more than". */
export const FRAME_COUNTED = 1_000;

const notPushed: KeysRequest = {
  ...{ filter: everyOrder, tab: "not_pushed", sort: { by: "date", direction: "desc" } },
  ...{ beyond: null, limit: FRAME_COUNTED },
};

/** What stands in the sidebar: counts of what asks for work, and what a view may be narrowed to. */
type Frame = { notPushed: number; problems: number; choices: ScopeChoice[] };

/**
 * Reads the sidebar in one statement: orders not pushed, standing problems of stores, merchants with their
 * stores. It stops counting at 1,001, so that it costs the same however many there are.
 */
export async function frameCounts(tx: Tx, scope: Scope): Promise<Frame> {
  const [row] = await tx.execute<Frame>(sql`
    select (select count(*)::int from (
        ${listWalk(scope, scopeSource(scope), notPushed, FRAME_COUNTED + 1)}) o) as "notPushed",
      (select count(*)::int from (
        select 1 from ${problem}
        inner join ${store} on ${store.organizationId} = ${problem.organizationId} and ${store.id} = ${problem.storeId}
        where ${problem.organizationId} = ${scope.organizationId} and ${problem.clearedAt} is null
          and ${merchantFilter(scope, store.merchantId) ?? sql`true`}
        limit ${FRAME_COUNTED + 1}) p) as problems,
      (${scopeChoices(scope)}) as choices`);
  return row ?? { notPushed: 0, problems: 0, choices: [] };
}
