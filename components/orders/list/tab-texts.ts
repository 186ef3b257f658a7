import type { OrderTab } from "@/lib/domain/order-list/order-filter";
import { pushStatuses } from "@/lib/domain/push/push-status";

type TabTexts = {
  label: string;
  /** Which orders the tab shows, above the list. */
  sentence: string;
  /** Shown when the tab has no orders. */
  empty: { title: string; text: string };
};

/** What the order list says about each of its tabs. */
export const tabTexts: Readonly<Record<OrderTab, TabTexts>> = {
  all: {
    label: "All",
    sentence: "All orders of your stores, whatever their push status.",
    empty: {
      title: "No orders yet",
      text: "An order appears here seconds after a customer places it in one of your destination stores.",
    },
  },
  attention: {
    label: "Needs attention",
    sentence:
      "Orders that wait for a user: refused, uncertain, held by something that a user can correct, or parked behind a problem of a source store.",
    empty: {
      title: "No orders need attention",
      text: "Orders that are refused, uncertain, held by something that a user can correct, or parked appear here.",
    },
  },
  not_pushed: {
    label: pushStatuses.not_pushed,
    sentence: "Orders that no supplier has received yet.",
    empty: { title: "No orders to push", text: "New orders appear here when they arrive." },
  },
  partially_pushed: {
    label: pushStatuses.partially_pushed,
    sentence: "Orders of which suppliers have a part. The rest is still to be pushed.",
    empty: {
      title: "No partially pushed orders",
      text: "An order appears here while one supplier has its part and another does not.",
    },
  },
  pushed: {
    label: pushStatuses.pushed,
    sentence: "Orders of which the suppliers have all synced items.",
    empty: {
      title: "No pushed orders yet",
      text: "An order appears here when the suppliers have all its synced items.",
    },
  },
  cancelled: {
    label: pushStatuses.cancelled,
    sentence:
      "Orders that were cancelled or deleted in the destination store. Each one shows what its suppliers still have.",
    empty: {
      title: "No cancelled orders",
      text: "Orders that are cancelled or deleted in their store appear here.",
    },
  },
};
