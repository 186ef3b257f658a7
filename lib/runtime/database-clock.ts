import type { Database } from "@/db/client";
import type { Clock } from "@/lib/services/context";

/** The database's clock, so that web, workers and leases agree about the time. */
export function databaseClock(db: Database): Clock {
  return {
    async now() {
      const [row] = await db.sql<{ now: Date }[]>`select clock_timestamp() as now`;
      if (!row) throw new Error("The database did not tell the time.");
      return row.now;
    },
  };
}
