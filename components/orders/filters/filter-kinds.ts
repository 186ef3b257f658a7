import { codesOf } from "@/lib/domain/values/code-table";
import { type DateChoice, presetNames } from "@/lib/order-list/date-range";
import type { FilterParams, ListParams, ValueFilter } from "@/lib/order-list/list-params";

/** What a list can be filtered by. */
export type FilterKind = ValueFilter | "store" | "date" | "amount";
/** A filter whose values are chosen from a list. */
type ChoiceKind = ValueFilter | "store";

export type Option = { value: string; label: string };
/** The values that each filter offers. A chosen value that is not offered is shown as it is. */
export type FilterOptions = Record<ChoiceKind, Option[]> & {
  /** The time zones in which the list's stores count their days. */
  timeZones: readonly string[];
};

/** A filter by values of which an order must have one. */
export type ChoiceFilter = {
  form: "choice";
  kind: ChoiceKind;
  label: string;
  /** Whether at most one value can be chosen. */
  single: boolean;
  /** Whether a value that is not offered can be typed. */
  free: boolean;
  /** Whether the values are ids, which say nothing to a user who does not see the store. */
  ids: boolean;
  chosen(params: FilterParams): string[];
  choose(params: FilterParams, values: string[]): FilterParams;
};

type Filter = ChoiceFilter | { form: "date"; label: string } | { form: "amount"; label: string };

/** Every filter of the list, in the order of the menu. */
export const filters: Record<FilterKind, Filter> = {
  store: {
    ...{ form: "choice", kind: "store", label: "Store", single: true, free: false, ids: true },
    chosen: ({ store }) => (store === null ? [] : [store]),
    choose: (params, [store = null]) => ({ ...params, store, merchant: store ? null : params.merchant }),
  },
  supplier: choiceOf("supplier", { label: "Supplier", ids: true }),
  date: { form: "date", label: "Date" },
  payment: choiceOf("payment", { label: "Payment" }),
  fulfillment: choiceOf("fulfillment", { label: "Fulfillment" }),
  tag: choiceOf("tag", { label: "Tag", free: true }),
  shipping: choiceOf("shipping", { label: "Shipping method", free: true }),
  amount: { form: "amount", label: "Amount paid" },
  held: choiceOf("held", { label: "Held because" }),
  attention: choiceOf("attention", { label: "Needs attention because" }),
};

export const filterKinds = codesOf(filters);

function choiceOf(
  kind: ValueFilter,
  { label, free = false, ids = false }: { label: string; free?: boolean; ids?: boolean },
): ChoiceFilter {
  return {
    ...{ form: "choice", kind, label, single: false, free, ids },
    chosen: ({ values }) => values[kind],
    choose: (params, values) => ({ ...params, values: { ...params.values, [kind]: values } }),
  };
}

/** A filter that is set: its text, and the list without it. */
export type FilterChip = { kind: FilterKind; text: string; without: FilterParams };

/** The filters that are set, in the order of the menu. */
export function filterChips(params: FilterParams, options: FilterOptions): FilterChip[] {
  return filterKinds.flatMap((kind) => {
    const text = filterText(filters[kind], params, options);
    return text === null ? [] : [{ kind, text, without: withoutFilter(filters[kind], params) }];
  });
}

function withoutFilter(filter: Filter, params: FilterParams): FilterParams {
  switch (filter.form) {
    case "choice":
      return filter.choose(params, []);
    case "date":
      return { ...params, date: null };
    case "amount":
      return { ...params, paidMin: null, paidMax: null };
  }
}

/** What a filter is set to, in words; null when it is not set. */
function filterText(filter: Filter, params: FilterParams, options: FilterOptions): string | null {
  switch (filter.form) {
    case "choice":
      return choiceText(filter, filter.chosen(params), options[filter.kind]);
    case "date":
      return dateText(params.date, options.timeZones);
    case "amount":
      return amountText(params);
  }
}

function choiceText(filter: ChoiceFilter, chosen: string[], options: Option[]): string | null {
  if (chosen.length === 0) return null;
  const names = chosen.map(
    (value) =>
      options.find((option) => option.value === value)?.label ??
      (filter.ids ? "a store that you do not see" : value),
  );
  return names.length > 3
    ? `${names.slice(0, 2).join(", ")} or ${names.length - 2} more`
    : names.join(" or ");
}

function dateText(date: ListParams["date"], timeZones: readonly string[]): string | null {
  if (!date) return null;
  const [zone = "UTC", ...others] = timeZones;
  return `${rangeText(date)} (${others.length > 0 ? "each store's time zone" : zone})`;
}

function rangeText(date: DateChoice): string {
  if ("preset" in date) return presetNames[date.preset];
  if (date.from && date.to) return date.from === date.to ? date.from : `${date.from} to ${date.to}`;
  return date.from ? `from ${date.from}` : `until ${date.to}`;
}

/** The most time zones that are named. */
const NAMED_ZONES = 4;

/** In which time zone the days of a list begin, as a sentence. */
export function zonesText(timeZones: readonly string[]): string {
  const [zone = "UTC", ...others] = timeZones;
  if (others.length === 0) return `Days begin at midnight in ${zone}.`;
  const named = timeZones.slice(0, NAMED_ZONES).join(", ");
  const more = timeZones.length > NAMED_ZONES ? ` and ${timeZones.length - NAMED_ZONES} more` : "";
  return `Days begin at midnight in each store's own time zone: ${named}${more}.`;
}

function amountText({ paidMin, paidMax }: FilterParams): string | null {
  if (paidMin !== null && paidMax !== null) return `${paidMin} to ${paidMax}`;
  if (paidMin !== null) return `${paidMin} or more`;
  return paidMax === null ? null : `${paidMax} or less`;
}
