import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import { problem } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

/** So many are counted; one more means "more than". */
export const FRAME_COUNTED = 1_000;

/**
 * What the sidebar counts because it asks for work: orders not pushed, and standing problems of stores. Stops at
 * 1,001, so that it costs the same however many there are.
 */
export async function frameCounts(tx: Tx, scope: Scope): Promise<{ notPushed: number; problems: number }> {
  const [row] = await tx.execute<{ not_pushed: number; problems: number }>(sql`
    select (select count(*)::int from (
        select 1 from ${order} where ${order.organizationId} = ${scope.organizationId}
          and ${order.pushStatus} = 'not_pushed' and ${merchantFilter(scope, order.merchantId) ?? sql`true`}
        limit ${FRAME_COUNTED + 1}) o) as not_pushed,
      (select count(*)::int from (
        select 1 from ${problem}
        inner join ${store} on ${store.organizationId} = ${problem.organizationId} and ${store.id} = ${problem.storeId}
        where ${problem.organizationId} = ${scope.organizationId} and ${problem.clearedAt} is null
          and ${merchantFilter(scope, store.merchantId) ?? sql`true`}
        limit ${FRAME_COUNTED + 1}) p) as problems`);
  return { notPushed: row?.not_pushed ?? 0, problems: row?.problems ?? 0 };
}
