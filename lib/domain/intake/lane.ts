/**
 * A lane of a shop's deliveries processes one delivery at a time. New and newly paid orders have a lane of their own, so
 * that they do not wait behind thousands of updates of old orders.
 */
export type Lane = "new_orders" | "changes";

/** The topics of the lane `new_orders`; every other topic belongs to `changes`. */
export const newOrderTopics: readonly string[] = ["orders/create", "orders/paid"];

/** The lane of a topic. */
export function laneOf(topic: string): Lane {
  return newOrderTopics.includes(topic) ? "new_orders" : "changes";
}
