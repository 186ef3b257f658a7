import { formatMoney } from "@/components/format/format-money";
import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import {
  cancelledSentence,
  returnedText,
  type TrackView,
  trackView,
} from "@/components/orders/shared/track-view";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import { attentionLabel } from "@/lib/domain/push/attention";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { nothingReasonLabel, pushStatusText } from "@/lib/domain/push/push-status";
import { readTrack } from "@/lib/domain/push/stored-track";

/** A row of the list for the browser, with texts ready to show. */
export type OrderRowView = {
  id: string;
  name: string;
  storeName: string;
  createdAt: string;
  timeZone: string;
  customer: string | null;
  payment: string | null;
  fulfillment: string | null;
  test: boolean;
  synced: string;
  track: TrackView;
  /** Why the order needs attention. */
  attention: string | null;
  /** Why there is nothing to push, what a supplier gave back, what holds the order, and what is not synced. */
  remark: string | null;
  pushable: boolean;
  tags: string[];
  shippingMethod: string | null;
  paid: string;
  /** The current total; null when it equals the amount paid. */
  total: string | null;
  shopifyUrl: string;
};

/** Makes the row of an order, as it is at `now`. */
export function orderRowView(
  row: ListedOrder,
  args: { now: Date; supplierNames: ReadonlyMap<string, string>; shopifyBaseUrl: string | null },
): OrderRowView {
  const track = row.track ? readTrack(row.track, args.now) : { segments: [], unsynced: 0, returned: 0 };
  const open = row.pushStatus === "not_pushed" || row.pushStatus === "partially_pushed";
  const view = trackView(track, (id) => args.supplierNames.get(id) ?? "a source store");
  return {
    id: row.id,
    name: row.name,
    storeName: row.storeName,
    createdAt: row.createdAt.toISOString(),
    timeZone: row.timeZone,
    customer: row.customerName,
    payment: row.financialStatus,
    fulfillment: row.fulfillmentStatus,
    test: row.test,
    synced: `${row.syncedItems} of ${row.totalItems}`,
    track: view,
    attention: row.attention === null ? null : attentionLabel(row.attention),
    remark: remarkOf(row, view),
    pushable: open,
    tags: row.tags,
    shippingMethod: row.shippingMethod?.trim() || null,
    paid: formatMoney(row.netPayment, row.currency),
    total: row.netPayment === row.currentTotal ? null : formatMoney(row.currentTotal, row.currency),
    shopifyUrl: shopifyOrderUrl(row.shopDomain, row.shopifyGid, args.shopifyBaseUrl),
  };
}

function remarkOf(row: ListedOrder, track: TrackView): string | null {
  if (row.pushStatus === "cancelled") return cancelledSentence(track);
  if (row.pushStatus === "nothing_to_push") return nothingReasonLabel(row.statusReason);
  const parts = [
    ...(track.returned > 0 ? [`${returnedText(track.returned)}.`] : []),
    ...(row.heldReasons.length > 0 ? [holdReasonsText(row.heldReasons)] : []),
    ...(row.unsyncedItems > 0 ? [`${pushStatusText(row)}.`] : []),
  ];
  return parts.join(" ") || null;
}
