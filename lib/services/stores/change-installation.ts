import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem, pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { problemsGoneBy } from "@/lib/domain/installations/problem";

/**
 * Follows a store that is connected by another app now: legs that wait for the former installation wait for the new one,
 * which the sweeper releases, and the problems that the new token disproves are closed.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 *
 * @param change.beganAt when the call began that the new token answered
 */
export async function changeInstallation(
  tx: Tx,
  scope: Scope,
  change: { storeId: string; from: string; to: string; beganAt: Date; at: Date },
): Promise<void> {
  const { organizationId } = scope;
  await tx
    .update(pushLeg)
    .set({ waitsFor: change.to })
    .where(and(eq(pushLeg.organizationId, organizationId), eq(pushLeg.waitsFor, change.from)));
  await tx
    .update(problem)
    .set({ clearedAt: change.at })
    .where(
      and(
        eq(problem.organizationId, organizationId),
        eq(problem.storeId, change.storeId),
        inArray(problem.kind, [...problemsGoneBy("any_answer"), ...problemsGoneBy("breaker")]),
        isNull(problem.clearedAt),
        lt(problem.openedAt, change.beganAt),
      ),
    );
}
