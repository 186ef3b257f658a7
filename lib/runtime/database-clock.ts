import type { Database } from "@/db/client";
import type { Clock } from "@/lib/services/core/context";

/** The clock of the database, so that all processes use the same time for leases. */
export function databaseClock(db: Database): Clock {
  return {
    async now() {
      // As a number, because the query builder makes the driver return timestamps as text.
      const [row] = await db.sql<{ ms: number }[]>`
        select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
      if (!row) throw new Error("The database returned no time.");
      return new Date(row.ms);
    },
  };
}
