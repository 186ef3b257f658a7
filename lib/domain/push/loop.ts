import type { OrderFacts, Route } from "@/lib/domain/orders/facts";
import { originChain } from "@/lib/domain/orders/origin-chain";

/** Whether a route leads to a store through which the order already came. */
export function closesLoop(facts: OrderFacts, route: Route): boolean {
  return cameThrough(facts, route);
}

/** Whether units may be sent by a route: its stores are connected, and the order did not come through its store. */
export function isSendable(facts: OrderFacts, route: Route): boolean {
  return route.usable && !closesLoop(facts, route);
}

/**
 * Whether an order is in a loop of connections as a whole: it already came through its own store, or through every
 * source store that could take it.
 */
export function isInLoop(facts: OrderFacts): boolean {
  if (cameThrough(facts, facts.store)) return true;
  const usable = facts.routes.filter((route) => route.usable);
  return usable.length > 0 && usable.every((route) => closesLoop(facts, route));
}

/** Whether the order came through a store, under the domain that its shop has or under one that it had. */
function cameThrough(
  facts: OrderFacts,
  store: { chainLink: string; formerLinks: readonly string[] },
): boolean {
  const chain = originChain(facts.order.contact.attributes);
  return [store.chainLink, ...store.formerLinks].some((link) => chain.includes(link));
}
