import type { LegFacts, LegLineFacts, LineFacts, OrderFacts } from "./facts";
import { covers, reserves } from "./leg-state";

/** The units of one line by state, in destination units (design §3). */
export type LineQuantities = {
  current: number;
  others: number;
  target: number;
  excluded: number;
  reserved: number;
  covered: number;
  open: number;
  overPushed: number;
};

/**
 * The whole destination units that a leg's line covers. It counts the live units of the source order or, if there are
 * more, the shipped units.
 */
export function coveredUnits(line: LegLineFacts): number {
  return Math.floor(Math.max(line.liveUnits ?? 0, line.shippedUnits ?? 0) / line.ratio);
}

/** The units of a line that may be pushed at all. The database function `line_target` computes the same. */
export function lineTarget(order: OrderFacts["order"], line: LineFacts): number {
  if (order.cancelledAt !== null || order.deletedAt !== null) return 0;
  if (line.giftCard || line.tip || !line.requiresShipping) return 0;
  return line.currentQuantity - Math.min(line.currentQuantity, line.fulfilledByOthers);
}

/** The quantities of one line, from facts only (design §3). */
export function lineQuantities(
  order: OrderFacts["order"],
  line: LineFacts,
  legs: readonly LegFacts[],
): LineQuantities {
  const current = line.currentQuantity;
  const others = Math.min(current, line.fulfilledByOthers);
  const target = lineTarget(order, line);
  let reserved = 0;
  let covered = 0;
  for (const leg of legs) {
    for (const legLine of leg.lines) {
      if (legLine.lineItemId !== line.id) continue;
      if (reserves(leg.state)) reserved += legLine.quantity;
      else if (covers(leg.state)) covered += coveredUnits(legLine);
    }
  }
  return {
    current,
    others,
    target,
    excluded: current - others - target,
    reserved,
    covered,
    open: Math.max(0, target - covered - reserved),
    overPushed: Math.max(0, covered + reserved - target),
  };
}

/** The quantities of every line, by line id. */
export function orderQuantities(facts: OrderFacts): Map<string, LineQuantities> {
  return new Map(facts.lines.map((line) => [line.id, lineQuantities(facts.order, line, facts.legs)]));
}
