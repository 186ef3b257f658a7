import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { problemsGoneBy, type ShopCall } from "@/lib/domain/installations/problem";

/**
 * Clears the problems of a store that a successful call disproves: problems that were opened before the call began,
 * and that are disproved by any answer of the shop or by an answer to this kind of call. The caller locks problems
 * before orders, as this function does.
 *
 * Proved by tests/faults/problems.test.ts.
 */
export async function clearProblems(
  tx: Tx,
  scope: Scope,
  success: { storeId: string; call: ShopCall; beganAt: Date; at: Date },
): Promise<void> {
  // An earlier version stored problems without their call; any call disproves those.
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
