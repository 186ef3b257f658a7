import { drizzle } from "drizzle-orm/postgres-js";
import type { Database } from "@/db/client";

type Query = { query: string; params: unknown[] };

/** Returns the same pool with a log of the queries that are built with Drizzle. */
export function recordQueries(db: Database): {
  db: Database;
  /** The queries since the last `clear`, without those that begin and end a transaction. */
  queries(): Query[];
  clear(): void;
} {
  let recorded: Query[] = [];
  const logger = {
    logQuery: (query: string, params: unknown[]) => recorded.push({ query, params: [...params] }),
  };
  return {
    db: { ...db, sql: db.sql, orm: drizzle(db.sql, { logger }) },
    queries: () => recorded.filter(({ query }) => !/set_config|^begin|^commit/i.test(query)),
    clear: () => {
      recorded = [];
    },
  };
}
