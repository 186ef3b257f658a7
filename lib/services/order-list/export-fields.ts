import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import { attentionLabel } from "@/lib/domain/push/attention";
import { holdReasonLabel } from "@/lib/domain/push/hold-reason";
import { pushStatusText } from "@/lib/domain/push/push-status";
import { segmentStates } from "@/lib/domain/push/push-track";
import { readTrack } from "@/lib/domain/push/stored-track";
import { plainCell, textCell } from "@/lib/domain/values/csv";
import { formatMinorUnits } from "@/lib/domain/values/money";
import { zonedTime } from "@/lib/domain/values/zoned-time";
import { type ColumnId, columnIds } from "@/lib/order-list/columns";
import type { OrderRows } from "./supplier-names";

type FieldContext = Pick<OrderRows, "supplierNames"> & { now: Date };

/** One field of the CSV export: its name in the header record, and its cell for an order. */
type ExportField = { name: string; cell(row: ListedOrder, context: FieldContext): string };

const money = (row: ListedOrder, minor: number) => plainCell(formatMinorUnits(minor, row.currency));

/** The export fields of each column of the list. */
const columnFields: Record<ColumnId, readonly ExportField[]> = {
  order: [
    { name: "Order", cell: (row) => textCell(row.name) },
    { name: "Store", cell: (row) => textCell(row.storeName) },
  ],
  date: [{ name: "Created", cell: (row) => plainCell(zonedTime(row.createdAt, row.timeZone)) }],
  customer: [{ name: "Customer", cell: (row) => textCell(row.customerName) }],
  payment: [{ name: "Payment", cell: (row) => textCell(row.financialStatus) }],
  fulfillment: [{ name: "Fulfillment", cell: (row) => textCell(row.fulfillmentStatus) }],
  items: [
    { name: "Push status", cell: (row) => textCell(pushStatusText(row)) },
    { name: "Synced items", cell: (row) => plainCell(String(row.syncedItems)) },
    { name: "Items", cell: (row) => plainCell(String(row.totalItems)) },
    { name: "Suppliers", cell: suppliersCell },
    {
      name: "Needs attention",
      cell: (row) => textCell(row.attention === null ? null : attentionLabel(row.attention)),
    },
    { name: "Held by", cell: (row) => textCell(row.heldReasons.map(holdReasonLabel).join("; ")) },
  ],
  tags: [{ name: "Tags", cell: (row) => textCell(row.tags.join(", ")) }],
  shipping: [{ name: "Shipping method", cell: (row) => textCell(row.shippingMethod) }],
  paid: [
    { name: "Amount paid", cell: (row) => money(row, row.netPayment) },
    { name: "Total", cell: (row) => money(row, row.currentTotal) },
    { name: "Currency", cell: (row) => textCell(row.currency) },
  ],
};

/**
 * Every field of the CSV export, in order: the fields of the list's columns, then fields that no column shows.
 * Proved by `tests/db/export-orders.test.ts`.
 */
export const exportFields: readonly ExportField[] = [
  ...columnIds.flatMap((id) => columnFields[id]),
  { name: "Test", cell: (row) => plainCell(row.test ? "yes" : "no") },
  { name: "Shopify order", cell: (row) => plainCell(row.shopifyGid) },
];

function suppliersCell(row: ListedOrder, { now, supplierNames }: FieldContext): string {
  const segments = row.track ? readTrack(row.track, now).segments : [];
  const texts = segments.map(({ sourceStoreId, state }) => {
    return `${supplierNames.get(sourceStoreId) ?? sourceStoreId}: ${segmentStates[state].label}`;
  });
  return textCell(texts.join("; "));
}
