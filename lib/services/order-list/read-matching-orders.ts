import { completeSource } from "@/db/queries/order-list/complete-source";
import { listOrders } from "@/db/queries/order-list/list-orders";
import { withScope } from "@/db/scope";
import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import type { FilterParams } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { selectOrders } from "./select-orders";
import { type OrderRows, supplierNames } from "./supplier-names";

/** `next`: the place after which the next call continues; null when all matching orders were read. */
type MatchingOrders = OrderRows & { next: OrderPlace | null };

/**
 * Reads the next orders of a list, in its order and without gaps, for callers that process all of them. Call it until
 * `next` is null; a batch before that may be empty. Relative days are counted from `now`.
 *
 * Proved by `tests/db/export-orders.test.ts`.
 */
export async function readMatchingOrders(
  ctx: Ctx,
  input: { list: FilterParams; now: Date; after: OrderPlace | null; limit: number },
): Promise<MatchingOrders> {
  const { after, limit } = input;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const selection = await selectOrders(tx, ctx.scope, input.list, input.now);
    const source = await completeSource(tx, ctx.scope, selection.filter, selection.sort);
    const beyond = after && ({ direction: "after", place: after } as const);
    const { rows, next } = await listOrders(tx, ctx.scope, source, { ...selection, beyond, limit });
    return { rows, next, supplierNames: await supplierNames(tx, ctx.scope, rows) };
  });
}
