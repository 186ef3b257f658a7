import type { LegFacts, LegLineFacts, LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { covers, reserves } from "@/lib/domain/orders/leg-state";
import { coveredUnits, lineQuantities } from "@/lib/domain/orders/quantities";
import { rankedRoutes, routeOf } from "./push-plan";

/** The state of one source store's part of an order. */
export type SegmentState =
  | "pushed"
  | "partly"
  | "in_flight"
  | "uncertain"
  | "rejected"
  | "ended"
  | "not_pushed";

/**
 * Each state in words, in the order in which a track is described: a label, the meaning that the legend gives, and
 * a verb that is followed by names of source stores.
 */
export const segmentStates: Readonly<Record<SegmentState, { label: string; meaning: string; verb: string }>> =
  {
    pushed: { label: "Pushed", meaning: "Pushed", verb: "Pushed to" },
    partly: { label: "Partly pushed", meaning: "Pushed, more to push", verb: "Partly pushed to" },
    in_flight: { label: "On its way", meaning: "On its way", verb: "On its way to" },
    uncertain: { label: "Uncertain", meaning: "Uncertain: being looked up", verb: "Uncertain at" },
    rejected: { label: "Refused", meaning: "Refused", verb: "Refused by" },
    ended: { label: "Ended", meaning: "Recalled or ended", verb: "Ended at" },
    not_pushed: { label: "Not pushed", meaning: "Not pushed", verb: "Not pushed to" },
  };

/** One source store's part of an order. `lines` counts the lines that go there. */
export type Segment = { sourceStoreId: string; state: SegmentState; lines: number };

/**
 * The push track of an order: one segment per source store in rank order, the number of unsynced lines, and the number
 * of lines of which a supplier gave back units that are not placed again.
 */
export type PushTrack = { segments: Segment[]; unsynced: number; returned: number };

type Part = { rank: number; lines: number; open: boolean; legs: Map<string, LegFacts> };

/** The state of a leg at a time: a claim is uncertain when its lease has ended. */
export function stateOf(leg: Pick<LegFacts, "state" | "leaseUntil">, now: Date): LegFacts["state"] {
  return leg.state === "claimed" && leg.leaseUntil !== null && leg.leaseUntil <= now
    ? "uncertain"
    : leg.state;
}

function segmentState(part: Part, now: Date): SegmentState {
  const states = new Set([...part.legs.values()].map((leg) => stateOf(leg, now)));
  if (states.has("uncertain")) return "uncertain";
  if (states.has("rejected")) return "rejected";
  if (states.has("planned") || states.has("claimed")) return "in_flight";
  if ([...states].some(covers)) return part.open ? "partly" : "pushed";
  if (states.has("recalled") || states.has("ended")) return "ended";
  return "not_pushed";
}

/** The source stores that have units of a line or would get them, each with its legs for the line. */
export function placesOf(facts: OrderFacts, line: LineFacts): Map<string, LegFacts[]> {
  const places = new Map<string, LegFacts[]>();
  for (const leg of facts.legs) {
    const held = leg.lines.some((legLine) => legLine.lineItemId === line.id && legLine.quantity > 0);
    if (held && leg.state !== "superseded" && leg.state !== "skipped") {
      places.set(leg.sourceStoreId, [...(places.get(leg.sourceStoreId) ?? []), leg]);
    }
  }
  const live = [...places.values()].flat().some((leg) => reserves(leg.state) || covers(leg.state));
  const { open } = lineQuantities(facts.order, line, facts.legs);
  // A line with nothing open keeps its place while connections are paused: its order is not projected again then.
  const route = open > 0 ? routeOf(facts, line.id) : (rankedRoutes(facts, line.id)[0] ?? null);
  if (route && (open > 0 || !live) && !places.has(route.sourceStoreId)) places.set(route.sourceStoreId, []);
  return places;
}

/** Whether a supplier ended the source order of a line, or removed units of the line from it. */
function wasReturned(facts: OrderFacts, line: LineFacts): boolean {
  const isOf = (part: LegLineFacts) => part.lineItemId === line.id;
  return facts.legs.some((leg) =>
    leg.state === "ended"
      ? leg.lines.some((part) => isOf(part) && part.quantity > 0)
      : covers(leg.state) && leg.lines.some((part) => isOf(part) && coveredUnits(part) < part.quantity),
  );
}

/** Derives an order's push track at a time. Tips are not items. */
export function pushTrack(facts: OrderFacts, now: Date): PushTrack {
  const parts = new Map<string, Part>();
  let unsynced = 0;
  let returned = 0;
  for (const line of facts.lines) {
    if (line.tip) continue;
    const places = placesOf(facts, line);
    if (places.size === 0) unsynced += 1;
    const { open, incomplete } = lineQuantities(facts.order, line, facts.legs);
    if (open + incomplete > 0 && wasReturned(facts, line)) returned += 1;
    const openAt = routeOf(facts, line.id)?.sourceStoreId;
    for (const [sourceStoreId, legs] of places) {
      const ranks = facts.routes.filter((route) => route.sourceStoreId === sourceStoreId);
      const part = parts.get(sourceStoreId) ?? {
        rank: Math.min(Number.MAX_SAFE_INTEGER, ...ranks.map((route) => route.rank)),
        lines: 0,
        open: false,
        legs: new Map(),
      };
      part.lines += 1;
      part.open ||= open > 0 && openAt === sourceStoreId;
      for (const leg of legs) part.legs.set(leg.id, leg);
      parts.set(sourceStoreId, part);
    }
  }
  const segments = [...parts]
    .sort(([a, x], [b, y]) => x.rank - y.rank || (a < b ? -1 : 1))
    .map(([sourceStoreId, part]) => ({
      sourceStoreId,
      state: segmentState(part, now),
      lines: part.lines,
    }));
  return { segments, unsynced, returned };
}
