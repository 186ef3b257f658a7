import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { attempt } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import type { LedgerEntry } from "@/lib/domain/dispatch/look-up";

/** The sends and look-ups of a leg, oldest first. The caller must have checked that the scope sees the leg. */
export async function legLedger(tx: Tx, scope: Scope, legId: string): Promise<LedgerEntry[]> {
  return tx
    .select({
      operation: attempt.operation,
      outcome: attempt.outcome,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
    })
    .from(attempt)
    .where(
      and(
        eq(attempt.organizationId, scope.organizationId),
        // The subject of both operations is the leg, and the index begins with the subject.
        eq(attempt.subjectId, legId),
        inArray(attempt.operation, ["orderCreate", "orderLookUp"]),
      ),
    )
    .orderBy(asc(attempt.startedAt), asc(attempt.id));
}
