import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import type { MatchingOrders } from "@/lib/services/order-list/find-matching";
import type { BulkAct, BulkResult } from "@/lib/services/push/act-on-orders";
import type { ActionResult } from "@/lib/web/define-action";
import type { BulkLine } from "./bulk-line";

export type BulkKind = BulkAct["kind"];

/** The verb on the button of each bulk action, in the order of the palette. */
export const bulkVerbs: Record<BulkKind, string> = {
  push: "Push",
  retry: "Retry",
  release: "Release",
  hold: "Hold",
};

/** The orders of one call: orders by id, or the next orders of a list. */
export type BulkOn = { orderIds: string[] } | { query: string; after: OrderPlace | null };

/** The server action that applies one action to some orders. `next` is where the next call goes on. */
export type ActOnOrders = (input: {
  on: BulkOn;
  act: BulkAct;
}) => Promise<ActionResult<{ results: BulkResult[]; lines: BulkLine[]; next: OrderPlace | null }>>;

/** What is selected: rows of the page, or all orders that the list matches. */
export type BulkTarget =
  | { kind: "rows"; orderIds: string[] }
  /**
   * `count` as the tab of the list showed it when the user chose. With `more` there are more orders than were counted.
   */
  | { kind: "matching"; query: string; count: number; more: boolean };

/** The server action that finds the orders that a list matches now. */
export type FindMatching = (input: { query: string }) => Promise<ActionResult<MatchingOrders>>;

/** "12 orders", "10,000+ orders". */
export function countText({ count, more }: { count: number; more: boolean }): string {
  const sign = more ? "+" : "";
  return `${count.toLocaleString("en")}${sign} ${count === 1 && !more ? "order" : "orders"}`;
}

/** "12 orders", "all 148 orders", "all 10,000+ orders". */
export function targetText(target: BulkTarget): string {
  if (target.kind === "matching") return `all ${countText(target)}`;
  return countText({ count: target.orderIds.length, more: false });
}
