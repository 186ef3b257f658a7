import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import type { BulkResult } from "@/lib/services/push/act-on-orders";
import type { ActionResult } from "@/lib/web/define-action";
import type { BulkLine } from "./bulk-line";

/** What a person asks for of many orders. */
export type BulkRequest =
  | { kind: "push"; sourceStoreIds: string[] | null; reason?: string | undefined; requestKey: string }
  | { kind: "retry" }
  | { kind: "hold"; note: string }
  | { kind: "release" };

/** The orders of one call: some by name, or the next ones of a list. */
export type BulkOn = { orderIds: string[] } | { query: string; after: OrderPlace | null };

/** The server action that does one act to some orders, and says where to go on. */
export type ActOnOrders = (input: {
  on: BulkOn;
  act: BulkRequest;
}) => Promise<ActionResult<{ results: BulkResult[]; lines: BulkLine[]; next: OrderPlace | null }>>;

/** What is selected: rows of the page, or everything that the list matches. */
export type BulkTarget =
  | { kind: "rows"; orderIds: string[] }
  /** `count` as the list's tab says it; `more` when there are more than were counted. */
  | { kind: "matching"; query: string; count: number; more: boolean };

/** "12 orders", "all 148 orders", "all 10,000+ orders". */
export function targetText(target: BulkTarget): string {
  const [count, sign] =
    target.kind === "rows" ? [target.orderIds.length, ""] : [target.count, target.more ? "+" : ""];
  const orders = `${count.toLocaleString("en")}${sign} ${count === 1 && !sign ? "order" : "orders"}`;
  return target.kind === "rows" ? orders : `all ${orders}`;
}
