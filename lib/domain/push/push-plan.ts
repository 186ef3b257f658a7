import type { LegFacts, LineFacts, OrderFacts, PushMode, Route } from "@/lib/domain/orders/facts";
import { covers } from "@/lib/domain/orders/leg-state";
import {
  coveredUnits,
  excessReserved,
  lineQuantities,
  orderQuantities,
} from "@/lib/domain/orders/quantities";
import { eligibility } from "./eligibility";
import type { LeftOutReason } from "./left-out-reason";
import { closesLoop, isSendable } from "./loop";
import { readyUnits } from "./ready-units";

/** A reservation to make: `quantity` destination units of a line, by one route. */
type PlannedLine = { lineItemId: string; quantity: number; route: Route };

/** The part of a plan that goes to one source store. */
export type PlannedLeg = {
  sourceStoreId: string;
  connectionId: string;
  carriesShipping: boolean;
  lines: PlannedLine[];
};

export type PushPlan = {
  legs: PlannedLeg[];
  /** The open units that this push does not send, and why. */
  left: { lineItemId: string; quantity: number; reason: LeftOutReason }[];
};

/** Units of a line that a user sends to one source store. `quantity` is in destination units. */
export type ChosenLine = { lineItemId: string; sourceStoreId: string; quantity: number };

type PushRequest = {
  mode: PushMode;
  /** The source stores that a user chose; null means all. */
  choice: readonly string[] | null;
  /** The lines that a user chose, each with its source store. Without it, every open unit takes its line's route. */
  lines?: readonly ChosenLine[];
};

const releasing = new Set(["recalled", "ended", "skipped"]);

/**
 * The source stores that returned units of a line: their leg was recalled, ended or skipped, or the supplier removed
 * units from the source order.
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

/** The routes of a line, the best rank first. */
export function rankedRoutes(facts: OrderFacts, lineItemId: string): Route[] {
  return facts.routes
    .filter((route) => route.lineItemId === lineItemId)
    .sort((a, b) => a.rank - b.rank || a.sourceStoreId.localeCompare(b.sourceStoreId));
}

/**
 * The route of a line's open units: the best-ranked usable route whose store has not returned the line, else the
 * best-ranked usable route, else the best-ranked route, else null.
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

/** Whether automatic push may push a line by a route although a source store returned units of the line. */
function offersNext(facts: OrderFacts, route: Route): boolean {
  return facts.store.offerNext && !gaveBack(facts.legs, route.lineItemId).has(route.sourceStoreId);
}

/**
 * Whether a leg carries the order's shipping amount. Another leg may carry it only after that leg was skipped or
 * superseded, and so has no source order.
 *
 * @param exceptLegId a leg to leave out; null for none
 */
export function shippingIsTaken(facts: OrderFacts, exceptLegId: string | null): boolean {
  return facts.legs.some(
    (leg) =>
      leg.id !== exceptLegId && leg.carriesShipping && leg.state !== "skipped" && leg.state !== "superseded",
  );
}

/**
 * Decides which open units go to which source store. Units that a user chose are planned as far as they are open,
 * never more. An automatic push leaves out units of stores that get manual pushes only, units that a source store
 * returned (unless the store settings offer them to the next supplier), units that Shopify holds or has scheduled, and,
 * where partial pushes are not allowed, all units until all can be pushed.
 */
export function planPush(facts: OrderFacts, request: PushRequest): PushPlan {
  const quantities = orderQuantities(facts);
  const legs = new Map<string, PlannedLeg>();
  const left: PushPlan["left"] = [];
  for (const line of facts.lines) {
    const { open = 0, incomplete = 0 } = quantities.get(line.id) ?? {};
    if (incomplete > 0) left.push({ lineItemId: line.id, quantity: incomplete, reason: "incomplete" });
    for (const part of partsOf(facts, request, line, open)) {
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

/** Divides the open units of one line: which go by which route, and which stay and why. */
function partsOf(facts: OrderFacts, request: PushRequest, line: LineFacts, open: number): Part[] {
  const lineItemId = line.id;
  if (!request.lines) {
    const route = routeOf(facts, lineItemId);
    const refusal = refusalOf(facts, request, route);
    if (refusal !== null || request.mode === "manual") return [{ quantity: open, route, reason: refusal }];
    const { ready, waiting } = readyUnits(facts, line);
    return [
      { quantity: ready, route, reason: null },
      ...waiting.map(({ units, reason }) => ({ quantity: units, route, reason })),
    ];
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
  if (closesLoop(facts, route)) return "loop";
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

/** Why automatic push does not plan an order at all; null when it may. */
export function automaticRefusal(
  facts: OrderFacts,
): "switched_off" | "created_before" | "pushed_by_person" | "held" | null {
  const since = facts.store.autoPushSince;
  if (since === null) return "switched_off";
  // Shopify gives the time of creation in whole seconds.
  if (facts.order.createdAt.getTime() < Math.floor(since.getTime() / 1000) * 1000) return "created_before";
  if (facts.legs.some((leg) => leg.pushMode === "manual")) return "pushed_by_person";
  const { stops, cautions } = eligibility(facts);
  return stops.length > 0 || cautions.length > 0 ? "held" : null;
}

/** A leg's line, rebuilt from the current facts. `quantity` is 0 when no units are left or the line is not mapped. */
type RebuiltLine = { id: string; lineItemId: string; quantity: number; route: Route | null };

/**
 * Rebuilds a leg's lines before a claim. Each line keeps the units that were first asked for, as far as they are still
 * wanted and no other leg has them, by the current mapping to the same source store. An automatic leg keeps no units
 * that Shopify holds or has scheduled. A leg that finishes is sent also by a route that is not active any more.
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
          (leg.finishes ? !closesLoop(facts, candidate) : isSendable(facts, candidate)),
      ) ?? null;
    const free = line ? freeUnits(facts, leg, line, others) : 0;
    return {
      id: legLine.id,
      lineItemId: legLine.lineItemId,
      quantity: route ? Math.min(legLine.askedQuantity, free) : 0,
      route,
    };
  });
}

function freeUnits(facts: OrderFacts, leg: LegFacts, line: LineFacts, others: readonly LegFacts[]): number {
  if (leg.pushMode === "automatic") return readyUnits(facts, line, others).ready;
  return lineQuantities(facts.order, line, others).open;
}

/** The lines of planned and rejected legs that must shrink after facts changed, newest leg first. */
export function shrinkToTarget(facts: OrderFacts): { legLineId: string; quantity: number }[] {
  const shrunk: { legLineId: string; quantity: number }[] = [];
  for (const line of facts.lines) {
    let excess = excessReserved(facts, line);
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
  }
  return shrunk;
}
