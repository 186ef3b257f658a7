import type { SortKey } from "@/lib/domain/order-list/order-filter";
import { codesOf } from "@/lib/domain/values/code-table";

type ColumnDefinition = {
  label: string;
  /** Whether a user may hide the column. */
  hideable: boolean;
  /** What a click on the column's head sorts by. */
  sort: SortKey | null;
};

/**
 * Every column of the orders list, in order. A new column is an entry here; the compiler then asks for its cell
 * (components/orders/list/order-cells.tsx), its place on a phone (order-item.tsx) and its fields in the CSV export
 * (lib/services/order-list/export-fields.ts).
 */
export const columns = {
  order: { label: "Order", hideable: false, sort: null },
  date: { label: "Date", hideable: false, sort: "date" },
  customer: { label: "Customer", hideable: true, sort: null },
  payment: { label: "Payment", hideable: true, sort: null },
  fulfillment: { label: "Fulfillment", hideable: true, sort: null },
  items: { label: "Synced items", hideable: true, sort: null },
  tags: { label: "Tags", hideable: true, sort: null },
  shipping: { label: "Shipping method", hideable: true, sort: null },
  paid: { label: "Amount paid", hideable: false, sort: "paid" },
} as const satisfies Record<string, ColumnDefinition>;

export type ColumnId = keyof typeof columns;

/** A column that a user may hide. */
export type HideableColumn = {
  [Id in ColumnId]: (typeof columns)[Id]["hideable"] extends true ? Id : never;
}[ColumnId];

/** The columns from left to right. */
export const columnIds = codesOf(columns);

const isHideable = (id: ColumnId): id is HideableColumn => columns[id].hideable;
export const hideableColumns: readonly HideableColumn[] = columnIds.filter(isHideable);

/** How one user wants the list to look. */
export type ListLook = { hidden: HideableColumn[]; dense: boolean };

/** The look of a saved preference. Names of columns that no longer exist are left out. */
export function listLook(preference: { hiddenColumns: readonly string[]; dense: boolean } | null): ListLook {
  return {
    hidden: hideableColumns.filter((id) => preference?.hiddenColumns.includes(id)),
    dense: preference?.dense ?? false,
  };
}

/** The columns that a look shows, from left to right. */
export function shownColumns(look: Pick<ListLook, "hidden">): ColumnId[] {
  const hidden = new Set<ColumnId>(look.hidden);
  return columnIds.filter((id) => !hidden.has(id));
}
