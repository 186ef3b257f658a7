import type { OrderFilter } from "@/lib/domain/order-list/order-filter";
import { dateRange } from "./date-range";
import { type FilterParams, searchWords } from "./list-params";

/** The filter that an address means, with days counted in the time zone of the stores that are shown. */
export function listFilter(params: FilterParams, args: { now: Date; timeZone: string }): OrderFilter {
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
    words: searchWords(params.q),
  };
}

/** "12.5" → 12500, without floating point. */
function milli(text: string | null): number | null {
  if (text === null) return null;
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(`${whole}${fraction.padEnd(3, "0")}`);
}

/**
 * The time zone in which a list counts its days: the chosen store's, else that of the first store that sells for
 * the chosen merchant, else that of the first one that sells.
 */
export function listTimeZone(
  stores: readonly { id: string; merchantId: string | null; timeZone: string; sells: boolean }[],
  scope: { merchant: string | null; store: string | null },
): string {
  const selling = stores.filter((store) => store.sells);
  const chosen =
    stores.find((store) => store.id === scope.store) ??
    selling.find((store) => scope.merchant !== null && store.merchantId === scope.merchant) ??
    selling[0];
  return chosen?.timeZone ?? "UTC";
}
