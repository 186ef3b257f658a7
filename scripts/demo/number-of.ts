import type { DemoOrder } from "./order-types";
import { plannedOrders } from "./plan-orders";
import { destinations, firstOrderNumber } from "./world";

/**
 * Returns the number of a shop's newest sample order that matches.
 *
 * @throws Error if no sample order matches
 */
export function numberOf(domain: string, matches: (order: DemoOrder) => boolean): string {
  const prefix = destinations.find((each) => each.domain === domain)?.prefix ?? "";
  const index = plannedOrders(domain).findLastIndex(matches);
  if (index < 0) throw new Error(`No sample order of ${domain} matches.`);
  return `${prefix}${firstOrderNumber + index}`;
}
