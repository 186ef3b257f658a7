import type { DayPart, DayStore } from "@/lib/domain/today/day-figures";
import { dateRange, dayOf } from "@/lib/order-list/date-range";
import type { ScopeParams } from "@/lib/order-list/scope-params";

/** A merchant or a store, with its current day. */
export type DayRow = DayPart & {
  name: string;
  timeZone: string;
  /** When its next day begins. */
  to: Date;
  /**
   * How many of the merchant's stores have a time zone other than the row's. Their figures still use the row's day.
   */
  otherZones: number;
  /** The scope of the lists that its numbers link to. */
  scope: ScopeParams;
};

/**
 * The rows of the page: one per merchant, and one per store without a merchant; or one per store when a merchant or a
 * store is chosen. A merchant's day is the day of its first store, as in its list of orders.
 */
export function dayRows(stores: readonly DayStore[], chosen: ScopeParams, now: Date): DayRow[] {
  if (chosen.store) return stores.filter(({ id }) => id === chosen.store).map((one) => storeRow(one, now));
  if (chosen.merchant) {
    return stores.filter((one) => one.merchantId === chosen.merchant).map((one) => storeRow(one, now));
  }
  const merchants = new Map<string, DayStore[]>();
  for (const one of stores) {
    if (one.merchantId !== null)
      merchants.set(one.merchantId, [...(merchants.get(one.merchantId) ?? []), one]);
  }
  const rows = [...merchants].flatMap(([id, own]) => merchantRow(id, own, now));
  return [
    ...rows.sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1)),
    ...stores.filter((one) => one.merchantId === null).map((one) => storeRow(one, now)),
  ];
}

function merchantRow(id: string, stores: readonly DayStore[], now: Date): DayRow[] {
  const [first] = stores;
  if (!first) return [];
  return [
    {
      ...{ kind: "merchant", id, name: first.merchantName ?? "A merchant" },
      ...dayIn(first.timeZone, now),
      otherZones: stores.filter(({ timeZone }) => timeZone !== first.timeZone).length,
      scope: { merchant: id, store: null },
    },
  ];
}

const storeRow = ({ id, name, timeZone }: DayStore, now: Date): DayRow => ({
  ...{ kind: "store", id, name, otherZones: 0, scope: { merchant: null, store: id } },
  ...dayIn(timeZone, now),
});

function dayIn(timeZone: string, now: Date): { timeZone: string; from: Date; to: Date } {
  const day = dayOf(now, timeZone);
  const { from, to } = dateRange({ from: day, to: day }, now, timeZone);
  if (!from || !to) throw new Error(`The day ${day} has no bounds in ${timeZone}.`);
  return { timeZone, from, to };
}
