import { and, eq, inArray } from "drizzle-orm";
import { order } from "@/db/schema/order";
import { push as pushTable } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/context";
import { requestPush } from "@/lib/services/request-push";
import type { PlacedOrder } from "./place-orders";

const PAUSE_MS = 200;

/**
 * Waits until the sample orders have arrived through their webhooks, then pushes those that the sample operator
 * pushes and that nobody pushed yet: a first start may have been stopped half-way.
 *
 * @returns how many orders have not arrived in time
 */
export async function pushOrders(
  ctx: Ctx,
  input: { orders: readonly PlacedOrder[]; waitMs: number },
): Promise<number> {
  const end = Date.now() + input.waitMs;
  let arrived = await arrivedOrders(ctx, input.orders);
  while (arrived.size < input.orders.length && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    arrived = await arrivedOrders(ctx, input.orders);
  }
  const stores = await storesByDomain(ctx);
  const done = await pushedOrders(ctx);
  for (const { domain, gid, name, push } of input.orders) {
    const orderId = arrived.get(`${stores.get(domain)} ${gid}`);
    if (!push || !orderId || done.has(orderId)) continue;
    const chosen = push === "all" ? null : stores.get(push);
    const result = await requestPush(ctx, { orderId, sourceStoreIds: chosen ? [chosen] : null });
    if (result.kind !== "recorded") console.warn(`${name} was not pushed: ${result.kind}.`);
  }
  return input.orders.length - arrived.size;
}

/** Ids of the orders that were pushed before. */
async function pushedOrders(ctx: Ctx): Promise<Set<string>> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .selectDistinct({ orderId: pushTable.orderId })
      .from(pushTable)
      .where(eq(pushTable.organizationId, ctx.scope.organizationId)),
  );
  return new Set(rows.map((row) => row.orderId));
}

/** Ids of the stored orders by store id and GID. */
async function arrivedOrders(ctx: Ctx, orders: readonly PlacedOrder[]): Promise<Map<string, string>> {
  if (orders.length === 0) return new Map();
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: order.id, storeId: order.storeId, gid: order.shopifyGid })
      .from(order)
      .where(
        and(
          eq(order.organizationId, ctx.scope.organizationId),
          inArray(
            order.shopifyGid,
            orders.map((one) => one.gid),
          ),
        ),
      ),
  );
  return new Map(rows.map((row) => [`${row.storeId} ${row.gid}`, row.id]));
}

async function storesByDomain(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: store.id, domain: store.shopDomain })
      .from(store)
      .where(eq(store.organizationId, ctx.scope.organizationId)),
  );
  return new Map(rows.map((row) => [row.domain, row.id]));
}
