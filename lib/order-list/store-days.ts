import type { OrderFilter } from "@/lib/domain/order-list/order-filter";
import { type DateChoice, dateRange } from "./date-range";

/**
 * The instants between which a choice of days lies, in the time zone of each store. `days` is empty if they are the same
 * in all stores. Without stores days are those of UTC.
 */
export function storeDays(
  stores: readonly { id: string; timeZone: string }[],
  choice: DateChoice,
  now: Date,
): Pick<OrderFilter, "from" | "to" | "days"> {
  const zones = [...new Set(stores.map(({ timeZone }) => timeZone))].sort();
  const days = zones.map((timeZone) => ({
    storeIds: stores.filter((store) => store.timeZone === timeZone).map(({ id }) => id),
    ...dateRange(choice, now, timeZone),
  }));
  const [first] = days;
  if (!first) return { ...dateRange(choice, now, "UTC"), days: [] };
  const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
  const alike = days.every(({ from, to }) => same(from, first.from) && same(to, first.to));
  return {
    from: outermost(
      days.map(({ from }) => from),
      Math.min,
    ),
    to: outermost(
      days.map(({ to }) => to),
      Math.max,
    ),
    days: alike ? [] : days,
  };
}

/** A range is open at an end in all zones or in none. */
function outermost(ends: readonly (Date | null)[], pick: (...times: number[]) => number): Date | null {
  const times = ends.flatMap((end) => (end ? [end.getTime()] : []));
  return times.length > 0 ? new Date(pick(...times)) : null;
}
