import { sql } from "drizzle-orm";
import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { StopLevel } from "@/lib/domain/stores/emergency-stop";
import { organization } from "./access";
import { instant, organizationId } from "./columns";

/** An emergency stop: nothing is written to Shopify for its subject while it is on. Kept as the record of who stopped. */
export const emergencyStop = pgTable(
  "emergency_stop",
  {
    organizationId: organizationId(),
    id: text("id").notNull(),
    level: text("level").$type<StopLevel>().notNull(),
    /** The id of the organization, store or connection. */
    subjectId: text("subject_id").notNull(),
    reason: text("reason").notNull(),
    begunAt: instant("begun_at").notNull(),
    begunBy: text("begun_by").notNull(),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
    liftReason: text("lift_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organization.organizationId] }),
    uniqueIndex("emergency_stop_on").on(t.organizationId, t.subjectId).where(sql`${t.liftedAt} IS NULL`),
  ],
);
