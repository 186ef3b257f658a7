import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import type { ProblemData, ProblemKind } from "@/lib/domain/installations/problem";
import { newId } from "@/lib/services/core/new-id";

/**
 * Opens a problem of a store, unless a problem of the same kind is already open.
 *
 * Proved by `tests/http/process-delivery.test.ts`.
 */
export async function openProblem(
  tx: Tx,
  scope: Scope,
  fault: { storeId: string; kind: ProblemKind; data?: ProblemData; at: Date },
): Promise<void> {
  await tx
    .insert(problem)
    .values({
      organizationId: scope.organizationId,
      id: newId("prb"),
      storeId: fault.storeId,
      kind: fault.kind,
      data: fault.data ?? {},
      openedAt: fault.at,
    })
    .onConflictDoNothing();
}
