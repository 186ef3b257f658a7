import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { emergencyStop } from "@/db/schema/stop";
import type { Scope } from "@/db/scope";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";

/**
 * The emergency stops that are on, oldest first. Every member sees them, because they explain why orders wait.
 *
 * @param subjectIds only those of the organization and of these stores and connections; null for all
 */
export async function activeStops(
  tx: Tx,
  scope: Scope,
  subjectIds: readonly string[] | null,
): Promise<EmergencyStop[]> {
  return tx
    .select({
      id: emergencyStop.id,
      level: emergencyStop.level,
      subjectId: emergencyStop.subjectId,
      reason: emergencyStop.reason,
      begunAt: emergencyStop.begunAt,
      begunBy: emergencyStop.begunBy,
    })
    .from(emergencyStop)
    .where(
      and(
        eq(emergencyStop.organizationId, scope.organizationId),
        isNull(emergencyStop.liftedAt),
        subjectIds === null
          ? undefined
          : inArray(emergencyStop.subjectId, [scope.organizationId, ...subjectIds]),
      ),
    )
    .orderBy(asc(emergencyStop.begunAt), asc(emergencyStop.id));
}
