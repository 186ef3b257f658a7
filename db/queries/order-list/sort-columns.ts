import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import type { OrderFilter, OrderSort, SortKey } from "@/lib/domain/order-list/order-filter";
import { created, paid } from "./order-filter";

type SortColumn = {
  column: AnyColumn;
  /** The key of a row's place, as `OrderPlace` holds it. */
  keyOf(row: { createdAt: Date; paidMilli: number }): number;
  /** A place's key as a value of the column. */
  value(key: number): SQL;
  /** The column's value as a place's key. */
  keyFrom(column: SQL): SQL;
  /** The filter's limits on the column. */
  range(filter: OrderFilter, column: SQL): SQL | undefined;
};

/** The column of each sort key. `order` has an index in the order of each. */
export const sortColumns: Record<SortKey, SortColumn> = {
  date: {
    column: order.createdAt,
    keyOf: (row) => row.createdAt.getTime(),
    value: (key) => sql`${new Date(key).toISOString()}::timestamptz`,
    keyFrom: (column) => sql`(extract(epoch from ${column}) * 1000)::bigint`,
    range: created,
  },
  paid: {
    column: order.paidMilli,
    keyOf: (row) => row.paidMilli,
    value: (key) => sql`${key}::bigint`,
    keyFrom: (column) => sql`${column}::bigint`,
    range: paid,
  },
};

/** The filter's limits on columns that the list is not sorted by: the walked index cannot apply them. */
export function otherRanges(filter: OrderFilter, sort: OrderSort): { column: SQL; range: SQL }[] {
  return Object.entries(sortColumns).flatMap(([by, { column, range }]) => {
    const limits = by === sort.by ? undefined : range(filter, sql`${column}`);
    return limits ? [{ column: sql`${column}`, range: limits }] : [];
  });
}
