import type { ChosenLine } from "@/lib/domain/push/push-plan";
import type { LineRoute } from "@/lib/services/push/preview-push";
import type { Preview } from "./load-preview";

/** Units to push of each line at each supplier, by `lineKey`. Missing lines are not pushed. */
export type ChosenUnits = ReadonlyMap<string, number>;

type Supplier = Pick<Preview["suppliers"][number], "sourceStoreId" | "lines">;

export const lineKey = (sourceStoreId: string, lineItemId: string) => `${sourceStoreId} ${lineItemId}`;

/** The route of a line to a supplier. */
export function routeTo(line: Supplier["lines"][number], sourceStoreId: string): LineRoute | undefined {
  return line.routes.find((route) => route.sourceStoreId === sourceStoreId);
}

/** Moves a line to another supplier. A supplier without lines before is added at the end. */
export function moveLine(
  suppliers: Preview["suppliers"],
  { from, to, lineItemId }: { from: string; to: string; lineItemId: string },
): Preview["suppliers"] {
  const line = suppliers
    .find((supplier) => supplier.sourceStoreId === from)
    ?.lines.find((candidate) => candidate.lineItemId === lineItemId);
  const route = line && routeTo(line, to);
  if (!line || !route || from === to) return suppliers;
  const there = suppliers.some((supplier) => supplier.sourceStoreId === to)
    ? suppliers
    : [...suppliers, { sourceStoreId: to, name: route.name, lines: [], input: null }];
  return there
    .map((supplier) => {
      const others = supplier.lines.filter((each) => supplier.sourceStoreId !== from || each !== line);
      return { ...supplier, lines: supplier.sourceStoreId === to ? [...others, line] : others };
    })
    .filter((supplier) => supplier.lines.length > 0);
}

/** Moves the chosen units of a line to another supplier. */
export function moveUnits(
  chosen: ChosenUnits,
  { from, to, lineItemId }: { from: string; to: string; lineItemId: string },
): ChosenUnits {
  const after = new Map(chosen);
  const units = after.get(lineKey(from, lineItemId)) ?? 0;
  after.delete(lineKey(from, lineItemId));
  if (units > 0) after.set(lineKey(to, lineItemId), units);
  return after;
}

/** All units that the preview offers. */
export function allUnits(suppliers: readonly Supplier[]): Map<string, number> {
  return new Map(
    suppliers.flatMap((supplier) =>
      supplier.lines.map(
        (line) => [lineKey(supplier.sourceStoreId, line.lineItemId), line.quantity] as const,
      ),
    ),
  );
}

/** How many of a supplier's units are chosen. */
export function shareOf(supplier: Supplier, chosen: ChosenUnits): "none" | "some" | "all" {
  const units = supplier.lines.map(
    (line) => chosen.get(lineKey(supplier.sourceStoreId, line.lineItemId)) ?? 0,
  );
  if (units.every((count) => count === 0)) return "none";
  return supplier.lines.every((line, index) => units[index] === line.quantity) ? "all" : "some";
}

/** Adds all units of a supplier to the choice, or removes them. */
export function withSupplier(supplier: Supplier, chosen: ChosenUnits, isIn: boolean): ChosenUnits {
  const after = new Map(chosen);
  for (const line of supplier.lines) {
    const key = lineKey(supplier.sourceStoreId, line.lineItemId);
    if (isIn) after.set(key, line.quantity);
    else after.delete(key);
  }
  return after;
}

/** Changes the chosen units of one line, limited to 0 and the open units. */
export function withUnits(
  place: { sourceStoreId: string; lineItemId: string; open: number },
  chosen: ChosenUnits,
  units: number,
): ChosenUnits {
  const after = new Map(chosen);
  const kept = Math.min(place.open, Math.max(0, Math.floor(Number.isFinite(units) ? units : 0)));
  const key = lineKey(place.sourceStoreId, place.lineItemId);
  if (kept === 0) after.delete(key);
  else after.set(key, kept);
  return after;
}

/**
 * The request of a push. Whole suppliers are sent by id, so that units that become open in the meantime are pushed
 * too. Lines are sent only when less than a whole supplier was chosen or a line was moved to another supplier.
 *
 * @param planned the suppliers as loaded, before any line was moved
 */
export function pushChoice(
  suppliers: readonly Supplier[],
  chosen: ChosenUnits,
  planned: readonly Supplier[],
): { sourceStoreIds: string[] | null; lines?: ChosenLine[] } {
  const lines = chosenLines(suppliers, chosen);
  const own = new Set(allUnits(planned).keys());
  if (lines.some((line) => !own.has(lineKey(line.sourceStoreId, line.lineItemId)))) {
    return { sourceStoreIds: null, lines };
  }
  const shares = suppliers.map((supplier) => shareOf(supplier, chosen));
  const ids = suppliers
    .filter((_, index) => shares[index] !== "none")
    .map((supplier) => supplier.sourceStoreId);
  const sourceStoreIds = ids.length === suppliers.length ? null : ids;
  return shares.includes("some") ? { sourceStoreIds, lines } : { sourceStoreIds };
}

/** The chosen lines with their quantities. */
export function chosenLines(suppliers: readonly Supplier[], chosen: ChosenUnits): ChosenLine[] {
  return suppliers.flatMap((supplier) =>
    supplier.lines.flatMap((line): ChosenLine[] => {
      const quantity = chosen.get(lineKey(supplier.sourceStoreId, line.lineItemId)) ?? 0;
      return quantity === 0
        ? []
        : [{ lineItemId: line.lineItemId, sourceStoreId: supplier.sourceStoreId, quantity }];
    }),
  );
}
