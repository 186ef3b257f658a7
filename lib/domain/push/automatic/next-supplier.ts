import type { LegFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { legCause } from "@/lib/domain/push/leg-cause";
import { isSendable } from "@/lib/domain/push/loop";
import { type PushPlan, planPush, rebuildLeg, routeOf } from "@/lib/domain/push/push-plan";

/** An automatic push: the plan, and the refused legs that are given up first so that other stores get their units. */
type AutomaticPlan = { plan: PushPlan; givenUp: LegFacts[] };

/**
 * Plans an automatic push. Where the store settings offer refused units to the next supplier in rank, an automatic leg
 * is given up if its supplier refused it for a reason of the supplier and the plan then sends all its units elsewhere.
 * Otherwise it waits for a user.
 *
 * @param settled ids of the legs of which no send may still have arrived; no other leg is given up
 */
export function planAutomatic(facts: OrderFacts, settled: ReadonlySet<string>): AutomaticPlan {
  const request = { mode: "automatic", choice: null } as const;
  let current = facts;
  let plan = planPush(facts, request);
  const givenUp: LegFacts[] = [];
  if (!facts.store.offerNext) return { plan, givenUp };
  for (const leg of facts.legs) {
    if (leg.state !== "rejected" || leg.pushMode !== "automatic" || !settled.has(leg.id)) continue;
    if (!legCause(leg.causeCode)?.offeredToNextSupplier) continue;
    const without: OrderFacts = {
      ...current,
      legs: current.legs.map((each) => (each.id === leg.id ? { ...each, state: "skipped" } : each)),
    };
    const next = planPush(without, request);
    if (!sendsAll(next, leg)) continue;
    current = without;
    plan = next;
    givenUp.push(leg);
  }
  return { plan, givenUp };
}

function sendsAll(plan: PushPlan, leg: LegFacts): boolean {
  const held = leg.lines.filter((line) => line.quantity > 0);
  return (
    held.length > 0 &&
    held.every((line) => {
      const sent = plan.legs
        .filter((planned) => planned.sourceStoreId !== leg.sourceStoreId)
        .flatMap((planned) => planned.lines)
        .filter((planned) => planned.lineItemId === line.lineItemId);
      return sent.reduce((units, each) => units + each.quantity, 0) >= line.quantity;
    })
  );
}

/** The source store that would get a leg's units if the leg were given up; null when there is no other store. */
export function nextSupplier(facts: OrderFacts, leg: LegFacts): string | null {
  const without: OrderFacts = {
    ...facts,
    legs: facts.legs.map((each) => (each.id === leg.id ? { ...each, state: "skipped" } : each)),
  };
  for (const line of leg.lines) {
    if (line.quantity === 0) continue;
    const route = routeOf(without, line.lineItemId);
    if (route && isSendable(without, route) && route.sourceStoreId !== leg.sourceStoreId)
      return route.sourceStoreId;
  }
  return null;
}

/** Whether units of a leg are still wanted: rebuilt from the current facts, the leg would not be empty. */
export function isStillWanted(facts: OrderFacts, leg: LegFacts): boolean {
  return rebuildLeg(facts, leg).some((line) => line.quantity > 0);
}
