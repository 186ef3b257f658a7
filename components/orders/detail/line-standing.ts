import type { LegFacts } from "@/lib/domain/orders/facts";

/** The state of units that a leg reserves and that its supplier does not have yet. */
export type Standing = "on its way" | "waiting" | "refused" | "uncertain";

/** The reserved units of a line by state. A leg whose units are ordered or free again reserves none. */
export function standings(
  legs: readonly LegFacts[],
  lineItemId: string,
): { standing: Standing; units: number }[] {
  const units = new Map<Standing, number>();
  for (const leg of legs) {
    const standing = standingOf(leg);
    if (standing === null) continue;
    for (const part of leg.lines) {
      if (part.lineItemId !== lineItemId || part.quantity === 0) continue;
      units.set(standing, (units.get(standing) ?? 0) + part.quantity);
    }
  }
  return [...units].map(([standing, count]) => ({ standing, units: count }));
}

function standingOf({ state, causeCode }: LegFacts): Standing | null {
  switch (state) {
    case "planned":
      return causeCode === null ? "on its way" : "waiting";
    case "claimed":
      return "on its way";
    case "rejected":
      return "refused";
    case "uncertain":
      return "uncertain";
    default:
      return null;
  }
}
