import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderToken } from "@/db/schema/order";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

/** Which orders of the scope are meant; `words` are lower case, each must begin one of the order's tokens. */
export type OrderFilter = { storeId: string | null; words: readonly string[] };

/**
 * The conditions of a filter. Words are matched with `^@` and only in the token table: of the operators that
 * row-level security lets use an index, these are the ones that search.
 */
export function orderFilter(tx: Tx, scope: Scope, filter: OrderFilter): SQL | undefined {
  return and(
    eq(order.organizationId, scope.organizationId),
    merchantFilter(scope, order.merchantId),
    filter.storeId === null ? undefined : eq(order.storeId, filter.storeId),
    ...filter.words.map((word) =>
      inArray(
        order.id,
        tx
          .select({ id: orderToken.orderId })
          .from(orderToken)
          .where(
            and(eq(orderToken.organizationId, scope.organizationId), sql`${orderToken.token} ^@ ${word}`),
          ),
      ),
    ),
  );
}
