import { eligibility } from "./eligibility";
import type { LegFacts, OrderFacts, Route } from "./facts";
import { lineQuantities, orderQuantities } from "./quantities";

/** A reservation to be made: `quantity` destination units of a line by way of one route. */
export type PlannedLine = { lineItemId: string; quantity: number; route: Route };

/** What is to go to one source store. */
export type PlannedLeg = {
  sourceStoreId: string;
  connectionId: string;
  carriesShipping: boolean;
  lines: PlannedLine[];
};

export type PushPlan = {
  legs: PlannedLeg[];
  /** Lines with open units that this push does not send, and why. */
  left: { lineItemId: string; quantity: number; reason: LeftReason }[];
};

export type LeftReason =
  | "not_mapped"
  | "connection_not_active"
  | "not_chosen"
  | "by_hand"
  | "released"
  | "waits_for_all";

/** The route of a line: the best-ranked usable one, else the best-ranked of all, else none. */
export function routeOf(facts: OrderFacts, lineItemId: string): Route | null {
  const routes = facts.routes
    .filter((route) => route.lineItemId === lineItemId)
    .sort((a, b) => a.rank - b.rank || a.sourceStoreId.localeCompare(b.sourceStoreId));
  return routes.find((route) => route.usable) ?? routes[0] ?? null;
}

const releasing = new Set(["recalled", "ended", "skipped"]);

function released(legs: readonly LegFacts[], lineItemId: string): boolean {
  return legs.some(
    (leg) => releasing.has(leg.state) && leg.lines.some((line) => line.lineItemId === lineItemId),
  );
}

/**
 * Whether another leg carries the order's shipping amount. It moves on only from a leg that ended without a
 * source order.
 * @param exceptLegId a leg that asks for itself
 */
export function shippingIsTaken(facts: OrderFacts, exceptLegId: string | null): boolean {
  return facts.legs.some(
    (leg) =>
      leg.id !== exceptLegId && leg.carriesShipping && leg.state !== "skipped" && leg.state !== "superseded",
  );
}

/**
 * Decides which open units go to which source store. Writes nothing.
 * @param choice source stores that a person chose; null means all
 * @param mode an automatic push leaves what goes by hand, what a leg released, and, where parts are not
 *   allowed, everything until all can go
 */
export function planPush(
  facts: OrderFacts,
  request: { mode: "manual" | "automatic"; choice: readonly string[] | null },
): PushPlan {
  const quantities = orderQuantities(facts);
  const legs = new Map<string, PlannedLeg>();
  const left: PushPlan["left"] = [];
  for (const line of facts.lines) {
    const quantity = quantities.get(line.id)?.open ?? 0;
    if (quantity === 0) continue;
    const route = routeOf(facts, line.id);
    const leave = (reason: LeftReason) => left.push({ lineItemId: line.id, quantity, reason });
    if (route === null) leave("not_mapped");
    else if (!route.usable) leave("connection_not_active");
    else if (request.choice !== null && !request.choice.includes(route.sourceStoreId)) leave("not_chosen");
    else if (request.mode === "automatic" && !route.autoPush) leave("by_hand");
    else if (request.mode === "automatic" && released(facts.legs, line.id)) leave("released");
    else {
      const leg = legs.get(route.sourceStoreId) ?? {
        sourceStoreId: route.sourceStoreId,
        connectionId: route.connectionId,
        carriesShipping: false,
        lines: [],
      };
      leg.lines.push({ lineItemId: line.id, quantity, route });
      legs.set(route.sourceStoreId, leg);
    }
  }
  if (
    request.mode === "automatic" &&
    !facts.store.partsAllowed &&
    left.some((l) => l.reason !== "not_mapped")
  ) {
    for (const leg of legs.values()) {
      for (const line of leg.lines) {
        left.push({ lineItemId: line.lineItemId, quantity: line.quantity, reason: "waits_for_all" });
      }
    }
    return { legs: [], left };
  }
  const planned = [...legs.values()];
  const first = planned[0];
  if (first && !shippingIsTaken(facts, null)) first.carriesShipping = true;
  return { legs: planned, left };
}

/** Why automatic push does not touch an order at all, or null when it may plan. */
export function automaticRefusal(
  facts: OrderFacts,
): "switched_off" | "created_before" | "pushed_by_person" | "held" | null {
  const since = facts.store.autoPushSince;
  if (since === null) return "switched_off";
  // Shopify tells the creation to the second.
  if (facts.order.createdAt.getTime() < Math.floor(since.getTime() / 1000) * 1000) return "created_before";
  if (facts.legs.some((leg) => leg.pushMode === "manual")) return "pushed_by_person";
  const { stops, cautions } = eligibility(facts);
  return stops.length > 0 || cautions.length > 0 ? "held" : null;
}

/** A leg's line rebuilt from today's facts: never wider than asked, 0 when nothing is left or mapped. */
export type RebuiltLine = { id: string; lineItemId: string; quantity: number; route: Route | null };

/**
 * Rebuilds a leg's lines before a claim: each line keeps what is still wanted of it and not taken by other
 * legs, by way of today's mapping to the same source store.
 */
export function rebuildLeg(facts: OrderFacts, leg: LegFacts): RebuiltLine[] {
  const others = facts.legs.filter((other) => other.id !== leg.id);
  return leg.lines.map((legLine) => {
    const line = facts.lines.find((candidate) => candidate.id === legLine.lineItemId);
    const route =
      facts.routes.find(
        (candidate) =>
          candidate.lineItemId === legLine.lineItemId &&
          candidate.sourceStoreId === leg.sourceStoreId &&
          candidate.usable,
      ) ?? null;
    const free = line ? lineQuantities(facts.order, line, others).open : 0;
    return {
      id: legLine.id,
      lineItemId: legLine.lineItemId,
      quantity: route ? Math.min(legLine.askedQuantity, free) : 0,
      route,
    };
  });
}

/** How far a planned or rejected leg must shrink after its order changed; over-pushed units that remain. */
export function shrinkToTarget(facts: OrderFacts): {
  shrunk: { legLineId: string; quantity: number }[];
  over: { lineItemId: string; quantity: number }[];
} {
  const shrunk: { legLineId: string; quantity: number }[] = [];
  const over: { lineItemId: string; quantity: number }[] = [];
  for (const line of facts.lines) {
    let excess = lineQuantities(facts.order, line, facts.legs).overPushed;
    for (const leg of [...facts.legs].reverse()) {
      if (excess === 0) break;
      if (leg.state !== "planned" && leg.state !== "rejected") continue;
      for (const legLine of leg.lines) {
        if (legLine.lineItemId !== line.id || excess === 0) continue;
        const cut = Math.min(legLine.quantity, excess);
        if (cut === 0) continue;
        shrunk.push({ legLineId: legLine.id, quantity: legLine.quantity - cut });
        excess -= cut;
      }
    }
    if (excess > 0) over.push({ lineItemId: line.id, quantity: excess });
  }
  return { shrunk, over };
}
