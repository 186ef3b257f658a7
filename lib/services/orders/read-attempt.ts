import { orderAttempt } from "@/db/queries/orders/order-attempt";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** One send or look-up with its exact input and answer. */
export type OrderAttempt = NonNullable<Awaited<ReturnType<typeof readAttempt>>>;

/**
 * Reads one attempt of an order; null when it is outside of the scope.
 *
 * Proved by `tests/e2e/detail.test.ts`.
 */
export async function readAttempt(ctx: Ctx, input: { orderId: string; attemptId: string }) {
  return withScope(ctx.db, ctx.scope, (tx) => orderAttempt(tx, ctx.scope, input));
}
