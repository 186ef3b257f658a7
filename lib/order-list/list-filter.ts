import type { ListStore } from "@/lib/domain/order-list/list-toolbar";
import type { OrderFilter, OrderSelection } from "@/lib/domain/order-list/order-filter";
import { type NamedSupplier, searchWords } from "@/lib/domain/order-list/search-words";
import type { FilterParams } from "./list-params";
import type { ScopeParams } from "./scope-params";
import { storeDays } from "./store-days";

type ZonedStore = Pick<ListStore, "id" | "merchantId" | "timeZone" | "sells">;

/**
 * The orders that an address asks for. Days are those of each store's own time zone, and words may name a source store,
 * so `stores` must be given when the address limits the list to days or has a search.
 */
export function orderSelection(
  params: FilterParams,
  { now, stores }: { now: Date; stores: readonly (ZonedStore & NamedSupplier)[] },
): OrderSelection {
  return { filter: listFilter(params, { now, stores }), tab: params.tab, sort: params.sort };
}

/** The filter of an address. */
export function listFilter(
  params: FilterParams,
  { now, stores }: { now: Date; stores: readonly (ZonedStore & NamedSupplier)[] },
): OrderFilter {
  return {
    facets: {
      ...params.values,
      store: params.store ? [params.store] : [],
      merchant: params.merchant ? [params.merchant] : [],
    },
    ...(params.date
      ? storeDays(listedStores(stores, params), params.date, now)
      : { from: null, to: null, days: [] }),
    paidFrom: milli(params.paidMin),
    paidTo: milli(params.paidMax),
    words: searchWords(params.q, stores),
  };
}

/** "12.5" → 12500, without floating point. */
function milli(text: string | null): number | null {
  if (text === null) return null;
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(`${whole}${fraction.padEnd(3, "0")}`);
}

/** The stores whose orders a list shows: the chosen one, the chosen merchant's, or all that sell. */
function listedStores<Store extends ZonedStore>(stores: readonly Store[], scope: ScopeParams): Store[] {
  if (scope.store !== null) return stores.filter(({ id }) => id === scope.store);
  const selling = stores.filter(({ sells }) => sells);
  const own = selling.filter(({ merchantId }) => scope.merchant !== null && merchantId === scope.merchant);
  return own.length > 0 ? own : selling;
}

/** The time zones in which a list counts its days: those of its stores, each once, by name. */
export function listZones(stores: readonly ZonedStore[], scope: ScopeParams): string[] {
  return [...new Set(listedStores(stores, scope).map(({ timeZone }) => timeZone))].sort();
}
