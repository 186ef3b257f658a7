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
  /** Wanted units of which a source store has a part: another whole unit would order too much. */
  incomplete: number;
  open: number;
  overPushed: number;
  /** The over-pushed units that the destination shipped before a source store did. */
  shippedEarly: number;
};

/** The source units that a leg's line takes: the live units of the source order or, if more, the shipped units. */
export function sourceUnits(line: LegLineFacts): number {
  return Math.max(line.liveUnits ?? 0, line.shippedUnits ?? 0);
}

/** The whole destination units that a leg's line covers. */
export function coveredUnits(line: LegLineFacts): number {
  return Math.floor(sourceUnits(line) / line.ratio);
}

/** A line's parts of legs whose source order covers them. */
function coveringParts(line: LineFacts, legs: readonly LegFacts[]): LegLineFacts[] {
  return legs
    .filter((leg) => covers(leg.state))
    .flatMap((leg) => leg.lines.filter((part) => part.lineItemId === line.id));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/**
 * The units that the destination shipped and that no source store has shipped, at most the current quantity. A unit
 * that a source store shipped matches a unit of the destination's fulfillments, unless that unit is known to be the
 * destination's own.
 */
function shippedByOthers(line: LineFacts, parts: readonly LegLineFacts[]): number {
  const here = Math.min(line.currentQuantity, line.fulfilledByOthers);
  const atSource = sum(parts.map((part) => Math.floor((part.shippedUnits ?? 0) / part.ratio)));
  return here - Math.min(Math.max(0, here - line.ownShipped), atSource);
}

/**
 * The destination units of which source orders have only a part, beyond the units that are covered. Parts of
 * different ratios do not add up.
 */
function partlyCovered(parts: readonly LegLineFacts[]): number {
  const byRatio = Map.groupBy(parts, (part) => part.ratio);
  return sum(
    [...byRatio].map(([ratio, same]) =>
      Math.ceil(sum(same.map((part) => sourceUnits(part) % ratio)) / ratio),
    ),
  );
}

const isGone = (order: OrderFacts["order"]) => order.cancelledAt !== null || order.deletedAt !== null;

/** Whether a line is goods that must be shipped. Only such lines are pushed, and only they count as shipped. */
export function needsShipping(line: LineFacts): boolean {
  return line.requiresShipping && !line.giftCard && !line.tip;
}

/** The units of a line that may be pushed at all. The database function `line_target` computes the same. */
export function lineTarget(order: OrderFacts["order"], line: LineFacts, legs: readonly LegFacts[]): number {
  if (isGone(order)) return 0;
  if (!needsShipping(line)) return 0;
  return line.currentQuantity - shippedByOthers(line, coveringParts(line, legs));
}

/** The quantities of one line, from facts only (design §3). */
export function lineQuantities(
  order: OrderFacts["order"],
  line: LineFacts,
  legs: readonly LegFacts[],
): LineQuantities {
  const current = line.currentQuantity;
  const parts = coveringParts(line, legs);
  const others = shippedByOthers(line, parts);
  const target = lineTarget(order, line, legs);
  const covered = sum(parts.map(coveredUnits));
  const reserved = sum(
    legs
      .filter((leg) => reserves(leg.state))
      .flatMap((leg) => leg.lines.filter((part) => part.lineItemId === line.id))
      .map((part) => part.quantity),
  );
  const lacking = Math.max(0, target - covered - reserved);
  const incomplete = Math.min(lacking, partlyCovered(parts));
  const overPushed = Math.max(0, covered + reserved - target);
  return {
    current,
    others,
    target,
    excluded: current - others - target,
    reserved,
    covered,
    incomplete,
    open: lacking - incomplete,
    overPushed,
    shippedEarly: isGone(order) ? 0 : Math.min(overPushed, others),
  };
}

/** The quantities of every line, by line id. */
export function orderQuantities(facts: OrderFacts): Map<string, LineQuantities> {
  return new Map(facts.lines.map((line) => [line.id, lineQuantities(facts.order, line, facts.legs)]));
}

/**
 * The units of each line that are known to be the destination's own shipments, where there are more than stored. While
 * units are reserved, the units that others shipped were left out of the reservation: no source order contains them, so
 * no later shipment of a source store may match them.
 */
export function ownShipments(facts: OrderFacts): { lineItemId: string; units: number }[] {
  return facts.lines.flatMap((line) => {
    const { others, reserved, overPushed } = lineQuantities(facts.order, line, facts.legs);
    const units = others - Math.min(others, overPushed);
    return reserved > 0 && units > line.ownShipped ? [{ lineItemId: line.id, units }] : [];
  });
}

/**
 * The units by which a line's reservations must shrink: over-pushed units, and units of which a source store has got a
 * part since.
 */
export function excessReserved(facts: OrderFacts, line: LineFacts): number {
  const { covered, reserved, target } = lineQuantities(facts.order, line, facts.legs);
  const parts = coveringParts(line, facts.legs);
  return Math.max(0, Math.min(reserved, covered + reserved + partlyCovered(parts) - target));
}
