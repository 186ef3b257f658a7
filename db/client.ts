import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** A pool of connections that log in as the one database login. */
export type Database = { sql: postgres.Sql; orm: PostgresJsDatabase };

/** A transaction; only `withScope` and `withSystem` hand one out. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** Opens a pool on `url`. Nothing is connected before the first query. */
export function openDatabase(url: string, options: { max?: number; name?: string } = {}): Database {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connection: { application_name: options.name ?? "crossdock" },
    connect_timeout: 10,
  });
  return { sql, orm: drizzle(sql) };
}
