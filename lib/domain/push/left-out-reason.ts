import type { LineFacts } from "@/lib/domain/orders/facts";
import type { LineQuantities } from "@/lib/domain/orders/quantities";

/** Why units of a line go to no source store. */
export type LeftOutReason =
  | "not_mapped"
  | "connection_not_active"
  | "loop"
  | "not_chosen"
  | "by_hand"
  | "held_in_shopify"
  | "scheduled"
  | "released"
  | "waits_for_all"
  | "tip"
  | "gift_card"
  | "no_shipping"
  | "removed"
  | "order_cancelled"
  | "incomplete"
  | "shipped";

/** Each reason in a short sentence without a full stop, shown beside the line. */
export const leftOutReasons: Readonly<Record<LeftOutReason, string>> = {
  not_mapped: "Not mapped to a source store",
  connection_not_active: "Its source store is not connected now",
  loop: "The order already came through this source store",
  not_chosen: "Not chosen for this push",
  by_hand: "Its source store gets manual pushes only",
  held_in_shopify: "Held in Shopify",
  scheduled: "Scheduled for later in Shopify",
  released: "Its source store gave it back. Push it manually",
  waits_for_all: "Waits until all synced items can be pushed",
  tip: "A tip is never sent",
  gift_card: "A gift card is never sent",
  no_shipping: "Needs no shipping",
  removed: "Removed from the order",
  order_cancelled: "The order is cancelled",
  incomplete: "Its source store has only a part of the set. Another set would be too many",
  shipped: "Already shipped by another service",
};

/**
 * Why nothing of a line may be pushed, whatever a user chooses; null when something may be.
 *
 * @param placed whether a source store has the line, or would get it
 */
export function lineLeftOut(
  line: LineFacts,
  { target, others }: Pick<LineQuantities, "target" | "others">,
  placed: boolean,
): LeftOutReason | null {
  if (line.tip) return "tip";
  if (line.currentQuantity === 0) return "removed";
  if (line.giftCard) return "gift_card";
  if (!line.requiresShipping) return "no_shipping";
  if (target === 0 && others > 0) return "shipped";
  if (!placed) return "not_mapped";
  return target === 0 ? "order_cancelled" : null;
}
