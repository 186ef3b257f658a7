import {
  type OrderPlace,
  type OrderSort,
  type OrderTab,
  orderTabs,
  type PageStart,
} from "@/lib/domain/order-list/order-filter";
import { isCodeOf } from "@/lib/domain/values/code-table";
import { type DateChoice, isDay, presetNames } from "./date-range";
import type { ScopeParams } from "./scope-params";
import { newestFirst, readSort, sortText } from "./sorts";

/** Filters whose values are written into the address unchanged. */
const valueFilters = ["supplier", "payment", "fulfillment", "tag", "shipping", "held", "attention"] as const;
export type ValueFilter = (typeof valueFilters)[number];

/** A list of orders as its address describes it. */
export type ListParams = ScopeParams & {
  tab: OrderTab;
  q: string;
  values: Record<ValueFilter, string[]>;
  date: DateChoice | null;
  /** Amounts as decimal texts, e.g. "12.5". */
  paidMin: string | null;
  paidMax: string | null;
  sort: OrderSort;
  beyond: PageStart | null;
};

/** A list, whichever of its pages is shown. */
export type FilterParams = Omit<ListParams, "beyond">;

type Raw = Record<string, string | string[] | undefined>;

const MOST_VALUES = 20;

/** The list without search, filter and scope. */
export const plainList: ListParams = {
  tab: "all",
  q: "",
  merchant: null,
  store: null,
  values: { supplier: [], payment: [], fulfillment: [], tag: [], shipping: [], held: [], attention: [] },
  date: null,
  paidMin: null,
  paidMax: null,
  sort: newestFirst,
  beyond: null,
};

const one = (value: string | string[] | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const id = (value: string | string[] | undefined): string | null => {
  const text = one(value);
  return text && /^[\w-]{1,64}$/.test(text) ? text : null;
};
const amount = (value: string | string[] | undefined): string | null => {
  const text = one(value);
  return text && /^\d{1,9}(\.\d{1,3})?$/.test(text) ? text : null;
};

function many(value: string | string[] | undefined): string[] {
  const values = (Array.isArray(value) ? value : [value]).filter((text): text is string => !!text?.trim());
  const readable = values.filter((text) => text.length <= 200 && !text.includes("\u0000"));
  return [...new Set(readable)].slice(0, MOST_VALUES);
}

function placeOf(text: string | null, sort: OrderSort): OrderPlace | null {
  const parts = /^(-?\d{1,16})_(ord_[0-9a-z_]+)$/.exec(text ?? "");
  if (!parts?.[1] || !parts[2]) return null;
  const key = Number(parts[1]);
  // PostgreSQL can read what `toISOString` writes for the years 0 to 9999 only.
  const year = sort.by === "date" ? new Date(key).getUTCFullYear() : 0;
  return Number.isSafeInteger(key) && year >= 0 && year <= 9999 ? { key, id: parts[2] } : null;
}

function dateOf(raw: Raw): DateChoice | null {
  const preset = one(raw.date);
  if (preset && isCodeOf(presetNames, preset)) return { preset };
  const [from, to] = [one(raw.from), one(raw.to)];
  const range = { from: from && isDay(from) ? from : null, to: to && isDay(to) ? to : null };
  return range.from || range.to ? range : null;
}

/** Reads the query parameters of a list. Values that it does not understand are ignored. */
export function readListParams(raw: Raw): ListParams {
  const sort = readSort(one(raw.sort));
  const after = placeOf(one(raw.after), sort);
  const before = placeOf(one(raw.before), sort);
  const store = id(raw.store);
  return {
    tab: orderTabs.find((tab) => tab === one(raw.tab)) ?? "all",
    q: (one(raw.q) ?? "").slice(0, 200),
    merchant: store ? null : id(raw.merchant),
    store,
    values: Object.fromEntries(valueFilters.map((name) => [name, many(raw[name])])) as ListParams["values"],
    date: dateOf(raw),
    paidMin: amount(raw.paid_min),
    paidMax: amount(raw.paid_max),
    sort,
    beyond: after
      ? { direction: "after", place: after }
      : before
        ? { direction: "before", place: before }
        : null,
  };
}

/** Reads a query string as `readListParams` reads the parameters that Next.js gives to a page. */
export function readListQuery(query: string): ListParams {
  const search = new URLSearchParams(query);
  const raw: Raw = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    raw[name] = values.length === 1 ? values[0] : values;
  }
  return readListParams(raw);
}

/** The query string of a list. Leave `beyond` out when tab, filter or sort change. */
export function listQuery(params: FilterParams, beyond: ListParams["beyond"] = null): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null) => value && query.set(name, value);
  if (params.tab !== "all") query.set("tab", params.tab);
  put("q", params.q);
  if (params.store) query.set("store", params.store);
  else put("merchant", params.merchant);
  for (const name of valueFilters) for (const value of params.values[name]) query.append(name, value);
  if (params.date && "preset" in params.date) query.set("date", params.date.preset);
  else if (params.date) {
    put("from", params.date.from);
    put("to", params.date.to);
  }
  put("paid_min", params.paidMin);
  put("paid_max", params.paidMax);
  const sort = sortText(params.sort);
  if (sort !== sortText(newestFirst)) query.set("sort", sort);
  if (beyond) query.set(beyond.direction, `${beyond.place.key}_${beyond.place.id}`);
  return query.toString();
}

/** The address of a list. */
export function listHref(params: FilterParams, beyond: ListParams["beyond"] = null): string {
  const query = listQuery(params, beyond);
  return query ? `/orders?${query}` : "/orders";
}

/** Whether a search or a filter is set; tab, scope and sort do not count. */
export function isFiltered(params: FilterParams): boolean {
  const valued = valueFilters.some((name) => params.values[name].length > 0);
  return valued || !!params.q || !!params.date || !!params.paidMin || !!params.paidMax;
}

/** The same list without search and filters. */
export function withoutFilters(params: FilterParams): FilterParams {
  const { tab, merchant, store, sort } = params;
  return { ...plainList, tab, merchant, store, sort };
}
