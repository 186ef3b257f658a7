import { and, eq, inArray } from "drizzle-orm";
import { order } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/context";
import { requestPush } from "@/lib/services/request-push";
import type { PlacedOrder } from "./place-orders";

const PAUSE_MS = 200;

/**
 * Waits until the placed orders have arrived through their webhooks, then pushes those that the sample
 * operator pushes.
 *
 * @returns how many orders have not arrived in time
 */
export async function pushOrders(
  ctx: Ctx,
  input: { placed: readonly PlacedOrder[]; waitMs: number },
): Promise<number> {
  const end = Date.now() + input.waitMs;
  let arrived = await arrivedOrders(ctx, input.placed);
  while (arrived.size < input.placed.length && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    arrived = await arrivedOrders(ctx, input.placed);
  }
  const stores = await storesByDomain(ctx);
  for (const { domain, gid, push } of input.placed) {
    const orderId = arrived.get(`${stores.get(domain)} ${gid}`);
    if (!push || !orderId) continue;
    const chosen = push === "all" ? null : stores.get(push);
    await requestPush(ctx, { orderId, sourceStoreIds: chosen ? [chosen] : null });
  }
  return input.placed.length - arrived.size;
}

/** Ids of the stored orders by store id and GID. */
async function arrivedOrders(ctx: Ctx, placed: readonly PlacedOrder[]): Promise<Map<string, string>> {
  if (placed.length === 0) return new Map();
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: order.id, storeId: order.storeId, gid: order.shopifyGid })
      .from(order)
      .where(
        and(
          eq(order.organizationId, ctx.scope.organizationId),
          inArray(
            order.shopifyGid,
            placed.map((one) => one.gid),
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
