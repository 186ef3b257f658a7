import { eq, type SQL, sql } from "drizzle-orm";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import type { StopLevel } from "@/lib/domain/stores/emergency-stop";

/**
 * The condition on `push_leg` and `order` that narrows legs to those of an organization, of a store in either role, or
 * of a connection; undefined for the organization.
 */
export function concernedLegs(level: StopLevel, subjectId: string): SQL | undefined {
  switch (level) {
    case "organization":
      return undefined;
    case "store":
      return sql`(${pushLeg.sourceStoreId} = ${subjectId} or ${order.storeId} = ${subjectId})`;
    case "connection":
      return eq(pushLeg.connectionId, subjectId);
  }
}
