import type { OrderTab } from "@/lib/domain/order-list/order-filter";

/** Makes a word of Shopify's readable, known or not: PARTIALLY_PAID → "Partially paid". */
export function readable(word: string): string {
  const text = word.replaceAll("_", " ").trim().toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const held: Record<string, string> = {
  cancelled: "The order is cancelled.",
  nothing_to_push: "There is nothing to push: no item is synced, or nothing is left of it.",
  no_shipping_address: "The order has no shipping address. Add one in the destination store.",
  connection_not_active: "No connected source store can take orders now.",
  unpaid: "The order is not paid.",
  test: "It is a test order.",
  free: "The order's total is zero.",
  partly_fulfilled: "Part of it has already been shipped.",
  closed: "The order is archived in its store.",
  on_hold: "Somebody holds it: automatic push leaves it alone until the hold is released.",
};

/** The sentence of a stop or a caution; an unknown one is shown as it is. */
export function heldSentence(reason: string): string {
  return held[reason] ?? `${readable(reason)}.`;
}

const heldNames: Record<string, string> = {
  no_shipping_address: "No shipping address",
  connection_not_active: "No source store can take it",
  unpaid: "Not paid",
  test: "Test order",
  free: "Total is zero",
  partly_fulfilled: "Partly shipped",
  closed: "Archived in its store",
  on_hold: "Held by a person",
};

/** A stop or a caution in two or three words. */
export function heldName(reason: string): string {
  return heldNames[reason] ?? readable(reason);
}

/** Why a refused automatic leg is not retried, and what to do. */
export function heldLegSentence(reasons: readonly string[]): string {
  return `${reasons.map(heldSentence).join(" ")} Automatic push leaves it alone: end what holds it, or give the send up and push by hand.`;
}

const left: Record<string, string> = {
  not_mapped: "Not mapped to a source store",
  connection_not_active: "Its source store is not connected now",
  not_chosen: "Not chosen for this push",
  by_hand: "Its source store gets orders by hand only",
  released: "A source store gave it back; push it by hand",
  waits_for_all: "Waits until every synced item can go",
  tip: "A tip is never sent",
  gift_card: "A gift card is never sent",
  no_shipping: "It needs no shipping",
  removed: "Removed from the order",
  order_cancelled: "The order is cancelled",
  shipped: "Already shipped by somebody else",
};

/** Why a line goes to no source store. */
export function leftSentence(reason: string): string {
  return left[reason] ?? readable(reason);
}

const nothing: Record<string, string> = {
  nothing_synced: "No item is synced",
  all_refunded: "Everything was refunded or removed",
  shipped_by_others: "Everything was shipped by somebody else",
  no_shipping_needed: "No item needs shipping",
};

const statuses: Record<string, string> = {
  not_pushed: "Not pushed",
  partially_pushed: "Partially pushed",
  pushed: "Pushed",
  cancelled: "Cancelled",
  nothing_to_push: "Nothing to push",
};

/** The name of a push status. */
export function pushStatusName(status: string): string {
  return statuses[status] ?? readable(status);
}

/** Why there is nothing to push. */
export function nothingReason(reason: string | null): string {
  return reason === null ? "Nothing to push" : (nothing[reason] ?? readable(reason));
}

/** "1 item", "3 items". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** The name of a tab of the list. */
export function tabName(tab: OrderTab): string {
  if (tab === "all") return "All";
  return tab === "attention" ? "Needs attention" : pushStatusName(tab);
}
