import type { LegFacts, OrderFacts, PushMode, Route } from "@/lib/domain/orders/facts";
import { covers } from "@/lib/domain/orders/leg-state";
import { coveredUnits, lineQuantities, orderQuantities } from "@/lib/domain/orders/quantities";
import { eligibility } from "./eligibility";
import type { LeftOutReason } from "./left-out-reason";

/** A reservation to be made: `quantity` destination units of a line by way of one route. */
type PlannedLine = { lineItemId: string; quantity: number; route: Route };

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
  left: { lineItemId: string; quantity: number; reason: LeftOutReason }[];
};

/** Units of a line that a person sends to one source store; `quantity` in destination units. */
export type ChosenLine = { lineItemId: string; sourceStoreId: string; quantity: number };

type PushRequest = {
  mode: PushMode;
  /** Source stores that a person chose; null means all. */
  choice: readonly string[] | null;
  /** Lines that a person chose, each with its source store; without it every open unit goes its own way. */
  lines?: readonly ChosenLine[];
};

const releasing = new Set(["recalled", "ended", "skipped"]);

/**
 * Source stores that had units of a line and no longer hold all of them: recalled, ended or skipped, or taken
 * out of the source order by the supplier.
 */
function gaveBack(legs: readonly LegFacts[], lineItemId: string): Set<string> {
  const gave = ({ state, lines }: LegFacts) =>
    lines.some(
      (line) =>
        line.lineItemId === lineItemId &&
        (releasing.has(state) || (covers(state) && coveredUnits(line) < line.quantity)),
    );
  return new Set(legs.filter(gave).map((leg) => leg.sourceStoreId));
}

/** The routes of a line, best rank first. */
export function rankedRoutes(facts: OrderFacts, lineItemId: string): Route[] {
  return facts.routes
    .filter((route) => route.lineItemId === lineItemId)
    .sort((a, b) => a.rank - b.rank || a.sourceStoreId.localeCompare(b.sourceStoreId));
}

/**
 * The route of a line's open units: the best-ranked usable one whose store has not given the line back, else
 * the best-ranked usable one, else the best-ranked of all, else none.
 */
export function routeOf(facts: OrderFacts, lineItemId: string): Route | null {
  const routes = rankedRoutes(facts, lineItemId);
  const past = gaveBack(facts.legs, lineItemId);
  return (
    routes.find((route) => route.usable && !past.has(route.sourceStoreId)) ??
    routes.find((route) => route.usable) ??
    routes[0] ??
    null
  );
}

/** Whether automatic push may take a line's open units although a source store gave the line back. */
function offersNext(facts: OrderFacts, route: Route): boolean {
  return facts.store.offerNext && !gaveBack(facts.legs, route.lineItemId).has(route.sourceStoreId);
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
 * Decides which open units go to which source store. Writes nothing. What a person chose is taken as far as it
 * is open; more than that is never planned. An automatic push leaves what goes by hand, what a leg released
 * (unless the policy offers it to the next supplier), and, where parts are not allowed, everything until all
 * can go.
 */
export function planPush(facts: OrderFacts, request: PushRequest): PushPlan {
  const quantities = orderQuantities(facts);
  const legs = new Map<string, PlannedLeg>();
  const left: PushPlan["left"] = [];
  for (const line of facts.lines) {
    const open = quantities.get(line.id)?.open ?? 0;
    for (const part of partsOf(facts, request, line.id, open)) {
      if (part.quantity === 0) continue;
      if (part.route === null || part.reason !== null) {
        left.push({ lineItemId: line.id, quantity: part.quantity, reason: part.reason ?? "not_mapped" });
        continue;
      }
      addLine(legs, { lineItemId: line.id, quantity: part.quantity, route: part.route });
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

type Part = { quantity: number; route: Route | null; reason: LeftOutReason | null };

/** How the open units of one line are divided: what goes by which route, and what stays and why. */
function partsOf(facts: OrderFacts, request: PushRequest, lineItemId: string, open: number): Part[] {
  if (!request.lines) {
    const route = routeOf(facts, lineItemId);
    return [{ quantity: open, route, reason: refusalOf(facts, request, route) }];
  }
  const parts: Part[] = [];
  let rest = open;
  for (const chosen of request.lines) {
    if (chosen.lineItemId !== lineItemId) continue;
    const quantity = Math.min(rest, chosen.quantity);
    const route =
      rankedRoutes(facts, lineItemId).find((each) => each.sourceStoreId === chosen.sourceStoreId) ?? null;
    parts.push({ quantity, route, reason: refusalOf(facts, request, route) });
    rest -= quantity;
  }
  return [...parts, { quantity: rest, route: null, reason: "not_chosen" }];
}

function refusalOf(facts: OrderFacts, request: PushRequest, route: Route | null): LeftOutReason | null {
  if (route === null) return "not_mapped";
  if (!route.usable) return "connection_not_active";
  if (request.choice !== null && !request.choice.includes(route.sourceStoreId)) return "not_chosen";
  if (request.mode === "manual") return null;
  if (!route.autoPush) return "by_hand";
  if (gaveBack(facts.legs, route.lineItemId).size > 0 && !offersNext(facts, route)) return "released";
  return null;
}

function addLine(legs: Map<string, PlannedLeg>, line: PlannedLine): void {
  const { sourceStoreId, connectionId } = line.route;
  const leg = legs.get(sourceStoreId) ?? { sourceStoreId, connectionId, carriesShipping: false, lines: [] };
  const known = leg.lines.find((each) => each.lineItemId === line.lineItemId);
  if (known) known.quantity += line.quantity;
  else leg.lines.push(line);
  legs.set(sourceStoreId, leg);
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
type RebuiltLine = { id: string; lineItemId: string; quantity: number; route: Route | null };

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
