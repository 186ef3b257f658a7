import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { problemsGoneBy, type ShopCall } from "@/lib/domain/installations/problem";

/**
 * Clears the problems of a store that a successful call proves gone: those that were open before the call began, and
 * that any answer of the shop, or an answer to this kind of call, disproves. Lock problems before orders, as this does.
 *
 * Proved by tests/faults/problems.test.ts.
 */
export async function clearProblems(
  tx: Tx,
  scope: Scope,
  success: { storeId: string; call: ShopCall; beganAt: Date; at: Date },
): Promise<void> {
  // A problem that was stored by an earlier version does not name its call; any call counts as the same.
  const sameCall = sql`coalesce(${problem.data}->>'call', ${success.call}::text) = ${success.call}::text`;
  await tx
    .update(problem)
    .set({ clearedAt: success.at })
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        eq(problem.storeId, success.storeId),
        isNull(problem.clearedAt),
        lt(problem.openedAt, success.beganAt),
        or(
          inArray(problem.kind, problemsGoneBy("any_answer")),
          and(inArray(problem.kind, problemsGoneBy("same_call")), sameCall),
        ),
      ),
    );
}
