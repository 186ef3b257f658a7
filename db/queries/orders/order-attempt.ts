import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { order } from "@/db/schema/order";
import { attempt } from "@/db/schema/push";
import type { Scope } from "@/db/scope";

/**
 * Reads one attempt of an order from the ledger; null when the scope does not see it. The input contains no personal
 * data: `disclosed` names the fields that were filled in from the order's contact when the attempt was sent.
 */
export async function orderAttempt(tx: Tx, scope: Scope, ids: { orderId: string; attemptId: string }) {
  const [row] = await tx
    .select({
      operation: attempt.operation,
      outcome: attempt.outcome,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
      errorCode: attempt.errorCode,
      errorData: attempt.errorData,
      input: attempt.input,
      disclosed: attempt.disclosed,
      answer: attempt.answer,
    })
    .from(attempt)
    .innerJoin(order, and(eq(order.organizationId, attempt.organizationId), eq(order.id, attempt.orderId)))
    .where(
      and(
        eq(attempt.organizationId, scope.organizationId),
        eq(attempt.orderId, ids.orderId),
        eq(attempt.id, ids.attemptId),
        merchantFilter(scope, order.merchantId),
      ),
    );
  return row ?? null;
}
