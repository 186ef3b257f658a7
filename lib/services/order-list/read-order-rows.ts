import { ordersById } from "@/db/queries/order-list/orders-by-id";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { type OrderRows, supplierNames } from "./supplier-names";

/** Reads the list rows of the given orders. Leaves out orders outside of the scope. */
export async function readOrderRows(ctx: Ctx, input: { orderIds: readonly string[] }): Promise<OrderRows> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await ordersById(tx, ctx.scope, input.orderIds);
    return { rows, supplierNames: await supplierNames(tx, ctx.scope, rows) };
  });
}
