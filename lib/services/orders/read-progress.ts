import { orderProgress } from "@/db/queries/orders/order-progress";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** How some orders stand, with the names of their source stores. */
export type OrdersProgress = Awaited<ReturnType<typeof readProgress>>;

/** Reads how some orders stand after an action. Orders that the scope does not see are left out. */
export async function readProgress(ctx: Ctx, input: { orderIds: readonly string[] }) {
  return withScope(ctx.db, ctx.scope, (tx) => orderProgress(tx, ctx.scope, input.orderIds));
}
