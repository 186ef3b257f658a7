import type { LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { covers, reserves } from "@/lib/domain/orders/leg-state";
import { type LineQuantities, needsShipping, orderQuantities } from "@/lib/domain/orders/quantities";
import { entryOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import { readable } from "@/lib/domain/values/readable";

export type PushStatus = "not_pushed" | "partially_pushed" | "pushed" | "cancelled" | "nothing_to_push";

/** Why nothing of an order is to be pushed. */
export type NothingReason = "nothing_synced" | "all_refunded" | "shipped_by_others" | "no_shipping_needed";

/** Each push status as users read it. */
export const pushStatuses: Readonly<Record<PushStatus, string>> = {
  not_pushed: "Not pushed",
  partially_pushed: "Partially pushed",
  pushed: "Pushed",
  cancelled: "Cancelled",
  nothing_to_push: "Nothing to push",
};

/** Why nothing is to be pushed, as users read it. */
const nothingReasons: Readonly<Record<NothingReason, string>> = {
  nothing_synced: "No item is synced",
  all_refunded: "All items were refunded or removed",
  shipped_by_others: "All items were shipped by another service",
  no_shipping_needed: "No item needs shipping",
};

/** Whether units of an order with this status may still go to a source store, or have gone there. */
const countsUnsynced: ReadonlySet<string> = new Set([
  "not_pushed",
  "partially_pushed",
  "pushed",
] satisfies PushStatus[]);

/**
 * A stored push status as every page and export shows it: "Pushed, 1 item not synced".
 *
 * @param order.unsyncedItems how many items need shipping and go to no source store
 */
export function pushStatusText(order: { pushStatus: string; unsyncedItems: number }): string {
  const label = entryOf(pushStatuses, order.pushStatus) ?? readable(order.pushStatus);
  return order.unsyncedItems > 0 && countsUnsynced.has(order.pushStatus)
    ? `${label}, ${counted(order.unsyncedItems, "item")} not synced`
    : label;
}

/** The label of a stored reason of `nothing_to_push`; without a reason the label of the status. */
export function nothingReasonLabel(stored: string | null): string {
  if (stored === null) return pushStatuses.nothing_to_push;
  return entryOf(nothingReasons, stored) ?? readable(stored);
}

type StatusProjection = {
  status: PushStatus;
  reason: NothingReason | null;
  syncedItems: number;
  totalItems: number;
  /** Items that need shipping, of which units are wanted, and that go to no source store. */
  unsyncedItems: number;
};

/** Whether a line has an active mapping, or a leg that reserves or covers it. */
function isSynced(facts: OrderFacts, line: LineFacts): boolean {
  return (
    facts.routes.some((route) => route.lineItemId === line.id) ||
    facts.legs.some(
      (leg) =>
        (reserves(leg.state) || covers(leg.state)) &&
        leg.lines.some((legLine) => legLine.lineItemId === line.id && legLine.quantity > 0),
    )
  );
}

function nothingReason(facts: OrderFacts, quantities: Map<string, LineQuantities>): NothingReason {
  const current = facts.lines.filter((line) => line.currentQuantity > 0);
  if (current.length === 0) return "all_refunded";
  const goods = current.filter(needsShipping).flatMap((line) => quantities.get(line.id) ?? []);
  if (goods.length === 0) return "no_shipping_needed";
  return goods.every((line) => line.others >= line.current) ? "shipped_by_others" : "nothing_synced";
}

/** The push status of an order, and how many of its items are synced. Tips are not items. */
export function pushStatus(facts: OrderFacts): StatusProjection {
  const quantities = orderQuantities(facts);
  const items = facts.lines.filter((line) => !line.tip);
  const synced = items.filter((line) => isSynced(facts, line));
  const isWanted = (line: LineFacts) => (quantities.get(line.id)?.target ?? 0) > 0;
  const counts = {
    syncedItems: synced.length,
    totalItems: items.length,
    unsyncedItems: items.filter((line) => isWanted(line) && !synced.includes(line)).length,
  };
  if (facts.order.cancelledAt !== null || facts.order.deletedAt !== null) {
    return { status: "cancelled", reason: null, ...counts };
  }
  const all = [...quantities.values()];
  const somethingCovered = all.some((line) => line.covered > 0);
  const somethingReserved = all.some((line) => line.reserved > 0);
  const wanted = synced.filter(isWanted);
  if (!somethingCovered && !somethingReserved && wanted.length === 0) {
    return { status: "nothing_to_push", reason: nothingReason(facts, quantities), ...counts };
  }
  if (!somethingCovered) return { status: "not_pushed", reason: null, ...counts };
  const complete = synced.every((line) => {
    const quantity = quantities.get(line.id);
    return quantity !== undefined && quantity.covered >= quantity.target;
  });
  return { status: complete ? "pushed" : "partially_pushed", reason: null, ...counts };
}
