import type { DayPart, DayStore } from "@/lib/domain/today/day-figures";
import { dateRange, dayOf } from "@/lib/order-list/date-range";
import type { ScopeParams } from "@/lib/order-list/scope-params";
import { storeDays } from "@/lib/order-list/store-days";

/** A merchant or a store, with its current day. */
export type DayRow = DayPart & {
  name: string;
  /** The time zones of its stores, by name. Each store's figures use the store's own day. */
  timeZones: string[];
  /** When the next day begins in one of its stores. */
  to: Date;
  /** The scope of the lists that its numbers link to. */
  scope: ScopeParams;
};

/**
 * The rows of the page: one per merchant, and one per store without a merchant; or one per store when a merchant or a
 * store is chosen. Each store has its own day, as in the lists of orders.
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
      ...daysOf(stores, now),
      scope: { merchant: id, store: null },
    },
  ];
}

const storeRow = (store: DayStore, now: Date): DayRow => ({
  ...{ kind: "store", id: store.id, name: store.name, scope: { merchant: null, store: store.id } },
  ...daysOf([store], now),
});

function daysOf(stores: readonly DayStore[], now: Date): Pick<DayRow, "from" | "days" | "timeZones" | "to"> {
  const { from, days } = storeDays(stores, { preset: "today" }, now);
  const timeZones = [...new Set(stores.map(({ timeZone }) => timeZone))].sort();
  const ends = timeZones.flatMap((timeZone) => {
    const day = dayOf(now, timeZone);
    const { to } = dateRange({ from: day, to: day }, now, timeZone);
    return to ? [to.getTime()] : [];
  });
  return { from: from ?? now, days, timeZones, to: new Date(Math.min(...ends)) };
}
