import type { KeysRequest, OrderPlace } from "@/db/queries/order-list/list-keys";
import { type ListedOrder, listOrders } from "@/db/queries/order-list/list-orders";
import type { ListSource } from "@/db/queries/order-list/list-source";
import { wholeSource } from "@/db/queries/order-list/whole-source";
import { storeNames } from "@/db/queries/stores/store-names";
import { withScope } from "@/db/scope";
import type { OrderFilter, OrderSort, OrderTab } from "@/lib/domain/order-list/order-filter";
import { holdReasonLabel } from "@/lib/domain/push/hold-reason";
import { pushStatusLabel } from "@/lib/domain/push/push-status";
import { segmentStates } from "@/lib/domain/push/push-track";
import { readTrack } from "@/lib/domain/push/stored-track";
import { csvRecord, plainCell, textCell } from "@/lib/domain/values/csv";
import { formatMinorUnits } from "@/lib/domain/values/money";
import { zonedTime } from "@/lib/domain/values/zoned-time";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

/** Orders that are read at a time; no more than these are ever in memory. */
const BATCH = 500;

/** Excel takes a file without it for Latin-1 and garbles every name that is not; other readers skip it. */
const BYTE_ORDER_MARK = "\uFEFF";

const header = [
  ...["Order", "Store", "Created", "Customer", "Payment", "Fulfillment", "Push status", "Synced items"],
  ...["Items", "Suppliers", "Held by", "Tags", "Shipping method", "Amount paid", "Total", "Currency"],
  ...["Test", "Shopify order"],
];

export type ExportInput = {
  filter: OrderFilter;
  tab: OrderTab;
  sort: OrderSort;
  /** Asked before every batch: whether the person still has the rights that the export began with. */
  mayGoOn(): Promise<boolean>;
};

/** The person lost the right to read on; what was written so far is not the whole. */
class ExportEnded extends Error {
  override readonly name = "ExportEnded";
}

/**
 * Writes the orders of a filter as CSV, some at a time, in the list's order: each batch begins after the last
 * order of the one before, in a transaction of its own. Who exported what is written down before the first byte
 * leaves. Throws `ExportEnded` when the person may not go on.
 */
export async function* exportOrders(ctx: Ctx, input: ExportInput): AsyncGenerator<string, void> {
  const source = await begin(ctx, input);
  yield BYTE_ORDER_MARK + csvRecord(header.map(plainCell));
  let beyond: KeysRequest["beyond"] = null;
  for (;;) {
    if (!(await input.mayGoOn())) throw new ExportEnded("The export's reader lost their rights.");
    const { filter, tab, sort } = input;
    const batch = await readBatch(ctx, source, { filter, tab, sort, beyond, limit: BATCH });
    if (batch.records !== "") yield batch.records;
    if (batch.next === null) return;
    beyond = { direction: "after", place: batch.next };
  }
}

async function begin(ctx: Ctx, input: ExportInput): Promise<ListSource> {
  const at = await ctx.clock.now();
  const { filter, tab } = input;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "orders.exported",
      noun: "organization",
      nounId: ctx.scope.organizationId,
      // The words of a search may be a shopper's name.
      data: {
        tab,
        facets: filter.facets,
        from: filter.from,
        to: filter.to,
        searched: filter.words.length > 0,
      },
    });
    return wholeSource(tx, ctx.scope, filter, input.sort);
  });
}

async function readBatch(
  ctx: Ctx,
  source: ListSource,
  request: KeysRequest,
): Promise<{ records: string; next: OrderPlace | null }> {
  const now = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const page = await listOrders(tx, ctx.scope, source, request);
    const ids = page.rows.flatMap((row) => row.track?.segments.map((segment) => segment.sourceStoreId) ?? []);
    const names = await storeNames(tx, ctx.scope, ids);
    return {
      records: page.rows.map((row) => record(row, now, (id) => names.get(id)?.name ?? id)).join(""),
      next: page.next,
    };
  });
}

function record(row: ListedOrder, now: Date, nameOf: (storeId: string) => string): string {
  const track = row.track ? readTrack(row.track, now).segments : [];
  const money = (minor: number) => plainCell(formatMinorUnits(minor, row.currency));
  return csvRecord([
    textCell(row.name),
    textCell(row.storeName),
    plainCell(zonedTime(row.createdAt, row.timeZone)),
    textCell(row.customerName),
    textCell(row.financialStatus),
    textCell(row.fulfillmentStatus),
    textCell(pushStatusLabel(row.pushStatus)),
    plainCell(String(row.syncedItems)),
    plainCell(String(row.totalItems)),
    textCell(
      track
        .map(({ sourceStoreId, state }) => `${nameOf(sourceStoreId)}: ${segmentStates[state].label}`)
        .join("; "),
    ),
    textCell(row.heldReasons.map(holdReasonLabel).join("; ")),
    textCell(row.tags.join(", ")),
    textCell(row.shippingMethod),
    money(row.netPayment),
    money(row.currentTotal),
    textCell(row.currency),
    plainCell(row.test ? "yes" : "no"),
    plainCell(row.shopifyGid),
  ]);
}
