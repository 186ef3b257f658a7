import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { problemsGoneBy, type ShopCall } from "@/lib/domain/installations/problem";
import type { WorkSeen } from "@/lib/domain/orders/order";
import { scopesText } from "./report-hidden-work";

/**
 * Clears the problems of a store that a successful call disproves: problems that were opened before the call began,
 * and that are disproved by any answer of the shop or by an answer to this kind of call. An order that was read with all
 * its fulfillment orders disproves that they are hidden, if the granted access scopes changed since; one with its
 * customer data disproves that this is withheld. The caller locks problems before orders, as this function does.
 *
 * Proved by tests/faults/problems.test.ts.
 */
export async function clearProblems(
  tx: Tx,
  scope: Scope,
  success: {
    storeId: string;
    call: ShopCall;
    beganAt: Date;
    at: Date;
    work?: WorkSeen | undefined;
    /** The answer shows a shopper's data, none of which is withheld. */
    showsCustomer?: boolean;
  },
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
          success.work && !success.work.hidden
            ? and(inArray(problem.kind, problemsGoneBy("other_scopes")), otherScopes(success.work))
            : undefined,
          success.showsCustomer ? inArray(problem.kind, problemsGoneBy("full_read")) : undefined,
        ),
      ),
    );
}

/** Whether other access scopes were missing when the problem was opened. */
function otherScopes(work: WorkSeen) {
  return sql`${problem.data}->>'scopes' is distinct from ${scopesText(work)}::text`;
}
