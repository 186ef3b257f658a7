import type { Database } from "@/db/client";
import type { Clock } from "@/lib/services/core/context";

/** The database's clock, so that web, workers and leases agree about the time. */
export function databaseClock(db: Database): Clock {
  return {
    async now() {
      // As a number: the query builder makes the driver leave timestamps as text.
      const [row] = await db.sql<{ ms: number }[]>`
        select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
      if (!row) throw new Error("The database did not tell the time.");
      return new Date(row.ms);
    },
  };
}
