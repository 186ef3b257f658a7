import { type FacetKind, facetKinds, facetOf } from "./order-facets";

/** The tabs of the list; *All* also shows what has nothing to push. */
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

/** Which orders of a scope are meant: everything that is given must hold. */
export type OrderFilter = {
  /** Per kind the values of which an order must have one. */
  facets: Partial<Record<FacetKind, readonly string[]>>;
  /** Created at or after, and before. */
  from: Date | null;
  to: Date | null;
  /** Amount paid in thousandths of the order's currency, both included. */
  paidFrom: number | null;
  paidTo: number | null;
  /** Lower-case words, each of which must begin one of the order's words. */
  words: readonly string[];
};

/** The orders of one list: which tab of which filter, and how they are sorted. */
export type OrderSelection = { filter: OrderFilter; tab: OrderTab; sort: OrderSort };

/** How many orders of a tab were counted; with `more` there are, or may be, more. */
export type TabCount = { value: number; more: boolean };

/** The filter that every order passes. */
export const everyOrder: OrderFilter = {
  facets: {},
  from: null,
  to: null,
  paidFrom: null,
  paidTo: null,
  words: [],
};

/** The filter's facets as they are stored: an order must have one of each group. */
export function facetGroups(filter: OrderFilter): string[][] {
  return facetKinds.flatMap((kind) => {
    const values = filter.facets[kind] ?? [];
    return values.length > 0 ? [values.map((value) => facetOf(kind, value))] : [];
  });
}
