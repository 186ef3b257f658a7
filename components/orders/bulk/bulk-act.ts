import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
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
  /** `count` as the tab of the list shows it. With `more` there are more orders than were counted. */
  | { kind: "matching"; query: string; count: number; more: boolean };

/** "12 orders", "all 148 orders", "all 10,000+ orders". */
export function targetText(target: BulkTarget): string {
  const [count, sign] =
    target.kind === "rows" ? [target.orderIds.length, ""] : [target.count, target.more ? "+" : ""];
  const orders = `${count.toLocaleString("en")}${sign} ${count === 1 && !sign ? "order" : "orders"}`;
  return target.kind === "rows" ? orders : `all ${orders}`;
}
