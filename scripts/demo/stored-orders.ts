import { and, asc, eq, inArray } from "drizzle-orm";
import { lineItem, order, orderHold } from "@/db/schema/order";
import { push, pushLeg, sourceOrder } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** The current state of a sample order's leg. */
type StoredLeg = {
  id: string;
  orderId: string;
  sourceStoreId: string;
  state: string;
  causeCode: string | null;
  /** The order in the supplier's shop; null until it exists. */
  sourceGid: string | null;
};

/** Returns the ids of the orders that have arrived, keyed by "store id, space, GID". */
export async function arrivedOrders(ctx: Ctx, gids: readonly string[]): Promise<Map<string, string>> {
  if (gids.length === 0) return new Map();
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: order.id, storeId: order.storeId, gid: order.shopifyGid })
      .from(order)
      .where(and(eq(order.organizationId, ctx.scope.organizationId), inArray(order.shopifyGid, [...gids]))),
  );
  return new Map(rows.map((row) => [`${row.storeId} ${row.gid}`, row.id]));
}

/** Returns the ids of all orders that were ever pushed. */
export async function pushedOrders(ctx: Ctx): Promise<Set<string>> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .selectDistinct({ orderId: push.orderId })
      .from(push)
      .where(eq(push.organizationId, ctx.scope.organizationId)),
  );
  return new Set(rows.map((row) => row.orderId));
}

/** Returns the ids of all orders that were ever held, released ones included. */
export async function heldOrders(ctx: Ctx): Promise<Set<string>> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .selectDistinct({ orderId: orderHold.orderId })
      .from(orderHold)
      .where(eq(orderHold.organizationId, ctx.scope.organizationId)),
  );
  return new Set(rows.map((row) => row.orderId));
}

/** Returns the store ids, keyed by shop domain. */
export async function storesByDomain(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: store.id, domain: store.shopDomain })
      .from(store)
      .where(eq(store.organizationId, ctx.scope.organizationId)),
  );
  return new Map(rows.map((row) => [row.domain, row.id]));
}

/** Returns all legs of the organization. */
export async function storedLegs(ctx: Ctx): Promise<StoredLeg[]> {
  return withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({
        id: pushLeg.id,
        orderId: pushLeg.orderId,
        sourceStoreId: pushLeg.sourceStoreId,
        state: pushLeg.state,
        causeCode: pushLeg.causeCode,
        sourceGid: sourceOrder.shopifyGid,
      })
      .from(pushLeg)
      .leftJoin(
        sourceOrder,
        and(eq(sourceOrder.organizationId, pushLeg.organizationId), eq(sourceOrder.legId, pushLeg.id)),
      )
      .where(eq(pushLeg.organizationId, ctx.scope.organizationId))
      .orderBy(asc(pushLeg.id)),
  );
}

/**
 * Returns the id of an order's line with this SKU.
 *
 * @throws Error if the order has no such line
 */
export async function lineWithSku(ctx: Ctx, orderId: string, sku: string): Promise<string> {
  const [found] = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: lineItem.id })
      .from(lineItem)
      .where(
        and(
          eq(lineItem.organizationId, ctx.scope.organizationId),
          eq(lineItem.orderId, orderId),
          eq(lineItem.sku, sku),
        ),
      ),
  );
  if (!found) throw new Error(`The order ${orderId} has no line with the SKU ${sku}.`);
  return found.id;
}
