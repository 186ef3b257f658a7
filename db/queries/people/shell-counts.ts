import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { type KeysRequest, listWalk } from "@/db/queries/order-list/list-keys";
import { scopeSource } from "@/db/queries/order-list/list-source";
import { scopeChoices } from "@/db/queries/stores/scope-choices";
import { problem, push } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";

/** The most orders, and problems, that are counted. A count above it means "more than". */
export const SHELL_COUNT_LIMIT = 1_000;

const notPushed: KeysRequest = {
  ...{ filter: everyOrder, tab: "not_pushed", sort: { by: "date", direction: "desc" } },
  ...{ beyond: null, limit: SHELL_COUNT_LIMIT },
};

/** What the sidebar shows: counts of work to do, and the merchants and stores to narrow pages to. */
type ShellCounts = {
  notPushed: number;
  problems: number;
  choices: ScopeChoice[];
  /** Whether the organization has pushed an order; false for a scope of some merchants. */
  hasPushed: boolean;
};

/**
 * Reads the sidebar in one statement: orders not pushed, open problems of stores, merchants with their stores, and
 * whether an order was pushed.
 * Counting stops at 1,001, so that the cost does not grow with the number of orders.
 */
export async function shellCounts(tx: Tx, scope: Scope): Promise<ShellCounts> {
  const [row] = await tx.execute<ShellCounts>(sql`
    select (select count(*)::int from (
        ${listWalk(scope, scopeSource(scope), notPushed, SHELL_COUNT_LIMIT + 1)}) o) as "notPushed",
      (select count(*)::int from (
        select 1 from ${problem}
        inner join ${store} on ${store.organizationId} = ${problem.organizationId} and ${store.id} = ${problem.storeId}
        where ${problem.organizationId} = ${scope.organizationId} and ${problem.clearedAt} is null
          and ${merchantFilter(scope, store.merchantId) ?? sql`true`}
        limit ${SHELL_COUNT_LIMIT + 1}) p) as problems,
      (${scopeChoices(scope)}) as choices,
      ${scope.merchantIds === null ? hasPushed(scope) : sql`false`} as "hasPushed"`);
  return row ?? { notPushed: 0, problems: 0, choices: [], hasPushed: false };
}

const hasPushed = (scope: Scope) =>
  sql`exists (select 1 from ${push} where ${push.organizationId} = ${scope.organizationId})`;
