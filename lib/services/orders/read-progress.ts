import { orderProgress } from "@/db/queries/orders/order-progress";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** The push progress of orders, with the names of their source stores. */
export type OrdersProgress = Awaited<ReturnType<typeof readProgress>>;

/** Reads the push progress of orders after an action. Leaves out orders outside of the scope. */
export async function readProgress(ctx: Ctx, input: { orderIds: readonly string[] }) {
  return withScope(ctx.db, ctx.scope, (tx) => orderProgress(tx, ctx.scope, input.orderIds));
}
