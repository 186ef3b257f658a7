import type { LegFacts } from "@/lib/domain/orders/facts";

/** What becomes of units that a leg holds and that its supplier does not have yet. */
export type Standing = "on its way" | "waiting" | "refused" | "uncertain";

/** Units of a line that legs hold, by how they stand; a leg whose units are there, or free again, holds none. */
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
