import type { LegLineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { lineQuantities } from "@/lib/domain/orders/quantities";
import { sharedUnits } from "@/lib/domain/orders/shared-units";

/** A line of a source order that another app created. Quantities are source units. */
type RemoteLine = { variantGid: string | null; liveUnits: number; shippedUnits: number };

/** A leg line that stands for units of another app's source order. `quantity` is in destination units. */
export type LinkedLine = Pick<LegLineFacts, "lineItemId" | "quantity" | "sourceVariantGid" | "ratio"> & {
  liveUnits: number;
  shippedUnits: number;
};

/**
 * Which lines of an order another app's source order covers, by the mappings to its source store. A line takes what it
 * still wants; what the source order has beyond that is counted with the last line of its variant, so that a change card
 * shows it as over-pushed. Empty when no line is mapped to an item of the source order.
 */
export function linkedLines(
  facts: OrderFacts,
  sourceStoreId: string,
  remote: readonly RemoteLine[],
): LinkedLine[] {
  const others = facts.legs.filter(({ state }) => state !== "planned" && state !== "rejected");
  const linked: (LinkedLine & { id: string })[] = [];
  for (const line of facts.lines) {
    const route = facts.routes.find(
      (one) =>
        one.lineItemId === line.id &&
        one.sourceStoreId === sourceStoreId &&
        remote.some(({ variantGid }) => variantGid === one.sourceVariantGid),
    );
    if (!route) continue;
    const { open, incomplete } = lineQuantities(facts.order, line, others);
    const { sourceVariantGid, ratio } = route;
    const wanted = { lineItemId: line.id, quantity: open + incomplete, sourceVariantGid, ratio };
    linked.push({ id: line.id, ...wanted, liveUnits: 0, shippedUnits: 0 });
  }
  const units = new Map(sharedUnits(linked, remote).map((one) => [one.id, one]));
  return linked.flatMap(({ id, ...line }) => {
    const { liveUnits = 0, shippedUnits = 0 } = units.get(id) ?? {};
    const quantity = Math.min(line.quantity, Math.floor(liveUnits / line.ratio));
    return liveUnits === 0 && shippedUnits === 0 ? [] : [{ ...line, quantity, liveUnits, shippedUnits }];
  });
}
