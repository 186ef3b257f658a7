import { counted } from "@/lib/domain/values/counted";
import type { MatchingOrders } from "@/lib/services/order-list/find-matching";
import { type BulkTarget, countText } from "./bulk-act";

type Chosen = Extract<BulkTarget, { kind: "matching" }>;

/** What an action applies to: `question` says that it is not the number of orders that the user chose. */
type MatchedNow = { applies: BulkTarget; title: string; question: string | null };

/**
 * Compares the orders that matched when the user chose all matching orders with those that match now. The action then
 * applies to exactly the orders that the dialog shows. If there are too many to show, it applies to all that match while
 * it runs.
 */
export function matchedNow(chosen: Chosen, found: MatchingOrders): MatchedNow {
  const count = found.orders.length;
  const now = { count, more: found.more };
  const atLeast = chosen.more && (found.more || count >= chosen.count);
  const same = atLeast || (!chosen.more && !found.more && count === chosen.count);
  const text = found.more ? `More than ${counted(count, "order")}` : counted(count, "order");
  return {
    applies: found.more
      ? { ...chosen, ...now }
      : { kind: "rows", orderIds: found.orders.map(({ id }) => id) },
    title: `all ${countText(now)}`,
    question: same
      ? null
      : `${text} ${count === 1 && !found.more ? "matches" : "match"} now (${countText(chosen).replace(/ orders?$/, "")} when you chose).`,
  };
}
