import type { Attention } from "@/lib/domain/push/attention";
import type { HoldReason } from "@/lib/domain/push/hold-reason";
import type { NothingReason, PushStatus } from "@/lib/domain/push/push-status";
import type { StoredTrack } from "@/lib/domain/push/stored-track";

/**
 * One row of a list of orders, as pages, CSV export and bulk actions read it. Amounts are in minor units.
 * A reason may be one that only another version knows: show it through its label function.
 */
export type ListedOrder = {
  id: string;
  name: string;
  shopifyGid: string;
  createdAt: Date;
  cancelledAt: Date | null;
  deletedAt: Date | null;
  test: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  currency: string;
  netPayment: number;
  /** The amount paid in thousandths of the currency, so that amounts of all currencies can be sorted. */
  paidMilli: number;
  currentTotal: number;
  tags: string[];
  shippingMethod: string | null;
  pushStatus: PushStatus;
  statusReason: NothingReason | null;
  syncedItems: number;
  totalItems: number;
  /** Items that need shipping and go to no source store. */
  unsyncedItems: number;
  heldReasons: HoldReason[];
  heldAt: Date | null;
  attention: Attention | null;
  track: StoredTrack | null;
  customerName: string | null;
  storeId: string;
  storeName: string;
  shopDomain: string;
  timeZone: string;
};

/** An order that a search in the palette found. */
export type FoundOrder = {
  id: string;
  name: string;
  customerName: string | null;
  storeName: string;
  merchantName: string | null;
};
