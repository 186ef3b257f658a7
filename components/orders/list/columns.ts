/** Columns of the list that a person may hide; the order's number, date and amount always stand. */
export const columns = ["customer", "payment", "fulfillment", "items", "tags", "shipping"] as const;
export type Column = (typeof columns)[number];

export const columnNames: Record<Column, string> = {
  customer: "Customer",
  payment: "Payment",
  fulfillment: "Fulfillment",
  items: "Synced items",
  tags: "Tags",
  shipping: "Shipping method",
};

/** How a person likes the list. */
export type ListLook = { hidden: Column[]; dense: boolean };

/** The look that was kept; a column that exists no longer is left out. */
export function listLook(kept: { hiddenColumns: readonly string[]; dense: boolean } | null): ListLook {
  return {
    hidden: columns.filter((column) => kept?.hiddenColumns.includes(column)),
    dense: kept?.dense ?? false,
  };
}
