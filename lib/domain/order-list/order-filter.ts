import { type FacetKind, facetKinds, facetOf } from "./order-facets";
import type { SearchWord } from "./search-words";

/** The tabs of the list. Only *All* shows the orders with nothing to push. */
export const orderTabs = [
  "all",
  "attention",
  "not_pushed",
  "partially_pushed",
  "pushed",
  "cancelled",
] as const;
export type OrderTab = (typeof orderTabs)[number];

/** What a list can be sorted by: the date of the order, or the amount paid. */
export const sortKeys = ["date", "paid"] as const;
export type SortKey = (typeof sortKeys)[number];

export type OrderSort = { by: SortKey; direction: "desc" | "asc" };

/** A place in a list: the sort key (milliseconds since 1970, or thousandths of the currency) and the order's id. */
export type OrderPlace = { key: number; id: string };

/** Where a page of a list begins: after a place, or before it. */
export type PageStart = { direction: "after" | "before"; place: OrderPlace };

/** The instants at which the days of a filter begin and end in some stores. */
export type StoreDays = { storeIds: readonly string[]; from: Date | null; to: Date | null };

/** A filter of orders. An order must meet every condition that is set. */
export type OrderFilter = {
  /** The values of each kind. An order must have one of them. */
  facets: Partial<Record<FacetKind, readonly string[]>>;
  /** The order was created at or after `from`, and before `to`. */
  from: Date | null;
  to: Date | null;
  /**
   * When the filter's days begin and end at other instants in some stores than in others: an order must also lie within
   * the days of its own store. Then `from` and `to` are the earliest and the latest of all stores.
   */
  days: readonly StoreDays[];
  /** The amount paid, in thousandths of the order's currency; both bounds are inclusive. */
  paidFrom: number | null;
  paidTo: number | null;
  /** The words of a search. The order must match each. */
  words: readonly SearchWord[];
};

/** The orders of one list: which tab of which filter, and how they are sorted. */
export type OrderSelection = { filter: OrderFilter; tab: OrderTab; sort: OrderSort };

/** How many orders of a tab were counted; with `more` there are, or may be, more. */
export type TabCount = { value: number; more: boolean };

/** The filter without conditions. */
export const everyOrder: OrderFilter = {
  facets: {},
  from: null,
  to: null,
  days: [],
  paidFrom: null,
  paidTo: null,
  words: [],
};

/** The facets of a filter as they are stored, one group per kind. An order must have a facet of each group. */
export function facetGroups(filter: OrderFilter): string[][] {
  return facetKinds.flatMap((kind) => {
    const values = filter.facets[kind] ?? [];
    return values.length > 0 ? [values.map((value) => facetOf(kind, value))] : [];
  });
}
