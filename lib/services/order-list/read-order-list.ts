import { countOrders } from "@/db/queries/order-list/count-orders";
import { WALK_LIMIT } from "@/db/queries/order-list/list-keys";
import { listOrders } from "@/db/queries/order-list/list-orders";
import { listSource, numberSource, SET_LIMIT } from "@/db/queries/order-list/list-source";
import { listToolbar } from "@/db/queries/order-list/list-toolbar";
import { withScope } from "@/db/scope";
import type { ListToolbar } from "@/lib/domain/order-list/list-toolbar";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import type { OrderPlace, OrderTab, TabCount } from "@/lib/domain/order-list/order-filter";
import { orderSelection } from "@/lib/order-list/list-filter";
import type { ListParams } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import type { OrderRows } from "./supplier-names";

/** The most rows of one page. */
const PAGE_SIZE = 50;

type OrderList = OrderRows & {
  toolbar: ListToolbar;
  counts: Record<OrderTab, TabCount>;
  /** The places after which the previous and the next page begin; null at an end of the list. */
  previous: OrderPlace | null;
  next: OrderPlace | null;
  /**
   * How many of the newest orders were searched, if too many orders match the words to search all; otherwise null.
   */
  searchedNewest: number | null;
  /** How many orders were examined, if the page ended before it was full; otherwise null. */
  stoppedAfter: number | null;
};

/** Orders with exactly the number that was searched for lead the first page, and are left out elsewhere. */
function withFirst(
  first: readonly ListedOrder[],
  rows: readonly ListedOrder[],
  isStart: boolean,
): ListedOrder[] {
  const ids = new Set(first.map(({ id }) => id));
  const others = rows.filter(({ id }) => !ids.has(id));
  return isStart ? [...first, ...others] : others;
}

/**
 * Reads one page of the orders list, with the list's toolbar and the counts of its tabs. Relative days are counted
 * from `now`.
 */
export async function readOrderList(ctx: Ctx, input: { list: ListParams; now: Date }): Promise<OrderList> {
  const { list, now } = input;
  const userId = ctx.actor.kind === "user" ? ctx.actor.id : "";
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const toolbar = await listToolbar(tx, ctx.scope, userId);
    const selection = orderSelection(list, { now, stores: toolbar.stores });
    const source = await listSource(tx, ctx.scope, selection.filter, selection.sort);
    const request = { ...selection, beyond: list.beyond, limit: PAGE_SIZE };
    const page = await listOrders(tx, ctx.scope, source, request);
    const exact = numberSource(ctx.scope, selection.filter.words);
    const first = exact ? (await listOrders(tx, ctx.scope, exact, { ...request, beyond: null })).rows : [];
    const counts = await countOrders(tx, ctx.scope, source, selection.filter);
    const isShort = page.next !== null && page.rows.length < PAGE_SIZE;
    return {
      ...page,
      rows: withFirst(first, page.rows, page.previous === null),
      toolbar,
      counts,
      supplierNames: new Map(toolbar.stores.map((store) => [store.id, store.name])),
      searchedNewest: source.kind === "set" && source.partial ? SET_LIMIT : null,
      stoppedAfter: isShort ? WALK_LIMIT : null,
    };
  });
}
