import { presetNames } from "@/lib/order-list/date-range";
import {
  type FilterParams,
  type ListParams,
  type ValueFilter,
  valueFilters,
} from "@/lib/order-list/list-params";

/** What a list can be filtered by, in the order of the menu. */
export const filterKinds = [
  "store",
  "supplier",
  "date",
  "payment",
  "fulfillment",
  "tag",
  "shipping",
  "amount",
  "held",
] as const;
export type FilterKind = (typeof filterKinds)[number];

export const filterNames: Record<FilterKind, string> = {
  store: "Store",
  supplier: "Supplier",
  date: "Date",
  payment: "Payment",
  fulfillment: "Fulfillment",
  tag: "Tag",
  shipping: "Shipping method",
  amount: "Amount paid",
  held: "Held because",
};

export type Option = { value: string; label: string };
/** What each filter offers; a value that is not offered is shown as it is. */
export type FilterOptions = Record<ValueFilter | "store", Option[]>;

export type FilterChip = { kind: FilterKind; text: string; without: FilterParams };

const isValueFilter = (kind: FilterKind): kind is ValueFilter => valueFilters.some((name) => name === kind);

/** The filters that stand, in words, each with the list that is left without it. */
export function filterChips(params: FilterParams, options: FilterOptions): FilterChip[] {
  return filterKinds.flatMap((kind) => {
    const text = chipText(kind, params, options);
    return text === null ? [] : [{ kind, text, without: without(kind, params) }];
  });
}

function without(kind: FilterKind, params: FilterParams): FilterParams {
  if (isValueFilter(kind)) return { ...params, values: { ...params.values, [kind]: [] } };
  if (kind === "store") return { ...params, store: null };
  return kind === "date" ? { ...params, date: null } : { ...params, paidMin: null, paidMax: null };
}

function chipText(kind: FilterKind, params: FilterParams, options: FilterOptions): string | null {
  if (kind === "date") return dateText(params.date);
  if (kind === "amount") return amountText(params);
  const values = kind === "store" ? (params.store ? [params.store] : []) : params.values[kind];
  if (values.length === 0) return null;
  const names = values.map(
    (value) => options[kind].find((option) => option.value === value)?.label ?? unknownName(kind, value),
  );
  return names.length > 3
    ? `${names.slice(0, 2).join(", ")} or ${names.length - 2} more`
    : names.join(" or ");
}

/** An id of a store that is not there, or not to be seen, says nothing. */
const unknownName = (kind: FilterKind, value: string) =>
  kind === "store" || kind === "supplier" ? "a store that you do not see" : value;

function dateText(date: ListParams["date"]): string | null {
  if (!date) return null;
  if ("preset" in date) return presetNames[date.preset];
  if (date.from && date.to) return date.from === date.to ? date.from : `${date.from} to ${date.to}`;
  return date.from ? `from ${date.from}` : `until ${date.to}`;
}

function amountText({ paidMin, paidMax }: FilterParams): string | null {
  if (paidMin !== null && paidMax !== null) return `${paidMin} to ${paidMax}`;
  if (paidMin !== null) return `${paidMin} or more`;
  return paidMax === null ? null : `${paidMax} or less`;
}
