/**
 * A lane of a shop's deliveries processes one delivery at a time. New and newly paid orders have a lane of their own, so
 * that they do not wait behind thousands of updates of old orders.
 */
export type Lane = "new_orders" | "changes";

/** The topics of the lane `new_orders`; every other topic belongs to `changes`. */
export const newOrderTopics: readonly string[] = ["orders/create", "orders/paid"];

/** Each lane with the problem of a store whose lane stands still. */
export const stalledLanes = {
  new_orders: "new_orders_stalled",
  changes: "changes_stalled",
} as const satisfies Record<Lane, string>;

/** Each lane as users know it. */
export const laneLabels: Readonly<Record<Lane, string>> = {
  new_orders: "New and newly paid orders",
  changes: "Changes of orders",
};

/** A lane stands still when one of its deliveries has waited this long and none was finished meanwhile. */
export const STILL_MS = 10 * 60_000;

/** The deliveries of a lane's backlog are counted up to this number. A larger count means "more". */
export const BACKLOG_COUNTED = 1_000;

/** The lane of a topic. */
export function laneOf(topic: string): Lane {
  return newOrderTopics.includes(topic) ? "new_orders" : "changes";
}
