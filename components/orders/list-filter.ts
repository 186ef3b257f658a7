import type { OrderFilter } from "@/lib/domain/order-filter";
import { dateRange } from "./date-range";
import { type ListParams, searchWords } from "./list-params";

/** The filter that an address means, with days counted in the time zone of the stores that are shown. */
export function listFilter(
  params: Omit<ListParams, "beyond">,
  args: { now: Date; timeZone: string },
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
    words: searchWords(params.q),
  };
}

/** "12.5" → 12500, without floating point. */
function milli(text: string | null): number | null {
  if (text === null) return null;
  const [whole = "0", fraction = ""] = text.split(".");
  return Number(`${whole}${fraction.padEnd(3, "0")}`);
}

/** The time zone in which a list counts its days: the chosen store's, else that of the first one that sells. */
export function listTimeZone(
  stores: readonly { id: string; timeZone: string; sells: boolean }[],
  storeId: string | null,
): string {
  const chosen = stores.find((store) => store.id === storeId) ?? stores.find((store) => store.sells);
  return chosen?.timeZone ?? "UTC";
}
