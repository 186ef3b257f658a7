import { formatMoney } from "@/components/format/format-money";
import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { cancelledSentence, type TrackView, trackView } from "@/components/orders/shared/track-view";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import { holdReasonsText } from "@/lib/domain/push/hold-reason";
import { nothingReasonLabel } from "@/lib/domain/push/push-status";
import { readTrack } from "@/lib/domain/push/stored-track";

/** A row of the list as the browser draws it; everything is text already. */
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
  /** Why nothing of it can be pushed, or what holds it. */
  remark: string | null;
  pushable: boolean;
  tags: string[];
  shippingMethod: string | null;
  paid: string;
  /** The current total where it differs from what was paid. */
  total: string | null;
  shopifyUrl: string;
};

/** Draws up a row of the list as it stands at an instant. */
export function orderRowView(
  row: ListedOrder,
  args: { now: Date; supplierNames: ReadonlyMap<string, string>; shopifyBaseUrl: string | null },
): OrderRowView {
  const track = row.track ? readTrack(row.track, args.now) : { segments: [], unsynced: 0 };
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
  return row.heldReasons.length > 0 ? holdReasonsText(row.heldReasons) : null;
}
