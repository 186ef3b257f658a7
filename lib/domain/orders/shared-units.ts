/** A leg line as far as it shares the units of a variant. `quantity` is in destination units. */
type Sharing = { id: string; lineItemId: string; quantity: number; ratio: number; sourceVariantGid: string };

/** A line of a source order, in source units. */
type Remote = { variantGid: string | null; liveUnits: number; shippedUnits: number };

/**
 * Divides the units of a linked source order between the leg's lines, by variant, because its lines carry no ids of ours.
 * Each line takes what it stands for, and the last of a variant takes the rest.
 */
export function sharedUnits(
  lines: readonly Sharing[],
  remote: readonly Remote[],
): { id: string; liveUnits: number; shippedUnits: number }[] {
  return [...Map.groupBy(lines, (line) => line.sourceVariantGid)].flatMap(([variantGid, same]) => {
    const own = remote.filter((line) => line.variantGid === variantGid);
    let live = own.reduce((sum, line) => sum + line.liveUnits, 0);
    let shipped = own.reduce((sum, line) => sum + line.shippedUnits, 0);
    const sorted = same.toSorted((a, b) => (a.lineItemId < b.lineItemId ? -1 : 1));
    return sorted.map(({ id, quantity, ratio }, index) => {
      const isLast = index === sorted.length - 1;
      const liveUnits = isLast ? live : Math.min(live, quantity * ratio);
      const shippedUnits = isLast ? shipped : Math.min(shipped, quantity * ratio);
      live -= liveUnits;
      shipped -= shippedUnits;
      return { id, liveUnits, shippedUnits };
    });
  });
}
