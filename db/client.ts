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
  surviveCuts(sql);
  return { sql, orm: drizzle(sql) };
}

/**
 * Makes `sql.begin` safe against a connection that is cut inside a transaction. The driver answers any error
 * with a ROLLBACK, also on a connection that is gone; that throws outside of every promise and leaves the pool
 * hanging. So such an error never reaches it: the driver rejects by itself once it sees the close.
 */
function surviveCuts(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (work: Work) => Promise<unknown>;
  const guarded = (work: Work) =>
    begin(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        if (isCut(error)) return new Promise<never>(() => {});
        throw error;
      }
    });
  Object.assign(sql, { begin: guarded });
}

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

/** Whether an error, or the driver's error inside a query builder's, says that the connection is gone. */
function isCut(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, severity, cause } = error as { code?: unknown; severity?: unknown; cause?: unknown };
  if (severity === "FATAL" || (typeof code === "string" && code.startsWith("CONNECTION_"))) return true;
  return cause !== error && isCut(cause);
}
