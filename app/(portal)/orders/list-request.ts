import { listDesk } from "@/db/queries/order-list/list-desk";
import { withScope } from "@/db/scope";
import type { OrderFilter, OrderSort, OrderTab } from "@/lib/domain/order-list/order-filter";
import { listFilter, listTimeZone } from "@/lib/order-list/list-filter";
import { readListQuery } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";

/** What a list's query asks for, its days counted as the list itself counts them. */
export async function listRequest(
  ctx: Ctx,
  query: string,
): Promise<{ filter: OrderFilter; tab: OrderTab; sort: OrderSort }> {
  const params = readListQuery(query);
  const userId = ctx.actor.kind === "user" ? ctx.actor.id : "";
  const desk = await withScope(ctx.db, ctx.scope, (tx) => listDesk(tx, ctx.scope, userId));
  const timeZone = listTimeZone(desk.stores, params);
  const filter = listFilter(params, { now: await ctx.clock.now(), timeZone });
  return { filter, tab: params.tab, sort: params.sort };
}
