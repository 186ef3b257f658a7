import { eq, type SQL, sql } from "drizzle-orm";
import { pushLeg } from "@/db/schema/push";
import { connection } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { StopLevel } from "@/lib/domain/stores/emergency-stop";

/** The ids of the connections of a store in either role, as a query. */
export function connectionsOfStore(scope: Scope, storeId: string): SQL {
  return sql`(select ${connection.id} from ${connection}
    where ${connection.organizationId} = ${scope.organizationId}
      and (${connection.destinationStoreId} = ${storeId} or ${connection.sourceStoreId} = ${storeId}))`;
}

/**
 * The condition on `push_leg` that narrows legs to those of an organization, of a store in either role, or of a
 * connection; undefined for the organization.
 */
export function concernedLegs(scope: Scope, level: StopLevel, subjectId: string): SQL | undefined {
  switch (level) {
    case "organization":
      return undefined;
    case "store":
      return sql`${pushLeg.connectionId} in ${connectionsOfStore(scope, subjectId)}`;
    case "connection":
      return eq(pushLeg.connectionId, subjectId);
  }
}
