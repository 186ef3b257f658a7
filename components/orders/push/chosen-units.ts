import type { ChosenLine } from "@/lib/domain/push/push-plan";
import type { LineRoute } from "@/lib/services/push/preview-push";
import type { Preview } from "./load-preview";

/** Units to push of each line at each supplier, by `lineKey`; what is missing is not pushed. */
export type ChosenUnits = ReadonlyMap<string, number>;

type Supplier = Pick<Preview["suppliers"][number], "sourceStoreId" | "lines">;

export const lineKey = (sourceStoreId: string, lineItemId: string) => `${sourceStoreId} ${lineItemId}`;

/** The route by which a line goes to a supplier. */
export function routeTo(line: Supplier["lines"][number], sourceStoreId: string): LineRoute | undefined {
  return line.routes.find((route) => route.sourceStoreId === sourceStoreId);
}

/** The suppliers with a line given to another one, which joins them at the end if it had nothing yet. */
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

/** The choice with a line's units moved to another supplier. */
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

/** Everything that the preview offers. */
export function allUnits(suppliers: readonly Supplier[]): Map<string, number> {
  return new Map(
    suppliers.flatMap((supplier) =>
      supplier.lines.map(
        (line) => [lineKey(supplier.sourceStoreId, line.lineItemId), line.quantity] as const,
      ),
    ),
  );
}

/** How much of a supplier is chosen. */
export function shareOf(supplier: Supplier, chosen: ChosenUnits): "none" | "some" | "all" {
  const units = supplier.lines.map(
    (line) => chosen.get(lineKey(supplier.sourceStoreId, line.lineItemId)) ?? 0,
  );
  if (units.every((count) => count === 0)) return "none";
  return supplier.lines.every((line, index) => units[index] === line.quantity) ? "all" : "some";
}

/** The choice with a whole supplier put in or taken out. */
export function withSupplier(supplier: Supplier, chosen: ChosenUnits, isIn: boolean): ChosenUnits {
  const after = new Map(chosen);
  for (const line of supplier.lines) {
    const key = lineKey(supplier.sourceStoreId, line.lineItemId);
    if (isIn) after.set(key, line.quantity);
    else after.delete(key);
  }
  return after;
}

/** The choice with other units of one line, kept between 0 and what is open. */
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
 * What a push asks for: whole suppliers as such, so that what else becomes open goes along, and lines only
 * where less than a whole supplier was chosen or a line was given to another supplier than planned.
 *
 * @param planned the suppliers as they were before anything was moved
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

/** The choice line by line. */
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
