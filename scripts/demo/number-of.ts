import type { DemoOrder } from "./order-types";
import { plannedOrders } from "./plan-orders";
import { destinations, firstOrderNumber } from "./world";

/**
 * The number of a shop's newest sample order that answers to a description.
 *
 * @throws Error when the sample world has no such order
 */
export function numberOf(domain: string, is: (order: DemoOrder) => boolean): string {
  const prefix = destinations.find((each) => each.domain === domain)?.prefix ?? "";
  const index = plannedOrders(domain).findLastIndex(is);
  if (index < 0) throw new Error(`${domain} has no such sample order.`);
  return `${prefix}${firstOrderNumber + index}`;
}
