import type { ListStore } from "@/lib/domain/order-list/list-toolbar";
import type { OrderFilter, OrderSelection } from "@/lib/domain/order-list/order-filter";
import { type NamedSupplier, searchWords } from "@/lib/domain/order-list/search-words";
import { dateRange } from "./date-range";
import type { FilterParams } from "./list-params";
import type { ScopeParams } from "./scope-params";

type ZonedStore = Pick<ListStore, "id" | "merchantId" | "timeZone" | "sells">;

/**
 * The orders that an address asks for. Days are counted in the time zone of the list's stores, and words may name a
 * source store, so `stores` must be given when the address limits the list to days or has a search.
 */
export function orderSelection(
  params: FilterParams,
  { now, stores }: { now: Date; stores: readonly (ZonedStore & NamedSupplier)[] },
): OrderSelection {
  const timeZone = listTimeZone(stores, params);
  const filter = listFilter(params, { now, timeZone, suppliers: stores });
  return { filter, tab: params.tab, sort: params.sort };
}

/** The filter of an address. Days begin at midnight in `timeZone`. */
export function listFilter(
  params: FilterParams,
  args: { now: Date; timeZone: string; suppliers: readonly NamedSupplier[] },
): OrderFilter {
  const { from, to } = params.date
    ? dateRange(params.date, args.now, args.timeZone)
    : { from: null, to: null };
  return {
    facets: {
      ...params.values,
      store: params.store ? [params.store] : [],
      merchant: params.merchant ? [params.merchant] : [],
    },
    from,
    to,
    paidFrom: milli(params.paidMin),
    paidTo: milli(params.paidMax),
    words: searchWords(params.q, args.suppliers),
  };
}

/** "12.5" → 12500, without floating point. */
function milli(text: string | null): number | null {
  if (text === null) return null;
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(`${whole}${fraction.padEnd(3, "0")}`);
}

/**
 * The time zone in which a list counts its days: that of the chosen store; otherwise of the chosen merchant's first store
 * that sells; otherwise of the first store that sells.
 */
export function listTimeZone(stores: readonly ZonedStore[], scope: ScopeParams): string {
  const selling = stores.filter((store) => store.sells);
  const chosen =
    stores.find((store) => store.id === scope.store) ??
    selling.find((store) => scope.merchant !== null && store.merchantId === scope.merchant) ??
    selling[0];
  return chosen?.timeZone ?? "UTC";
}
