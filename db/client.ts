import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { sessionSettings } from "./session-settings";

/**
 * A connection pool for the product's database login. Read `sql` and `orm` at each use instead of keeping them:
 * after a lost connection they belong to a new pool.
 */
export type Database = {
  readonly sql: postgres.Sql;
  readonly orm: PostgresJsDatabase;
  /**
   * Listens on a separate connection, which reconnects whenever it is lost. `onListen` is called each time
   * listening starts.
   */
  listen(channel: string, onNotify: (payload: string) => void, onListen?: () => void): Promise<unknown>;
};

/** A transaction; only `withScope` and `withSystem` create one. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

type Pool = { sql: postgres.Sql; orm: PostgresJsDatabase };

/**
 * Opens a pool on `url`. It connects at the first query.
 *
 * @param options.session session settings, instead of the product's
 * @param options.onNotice receives the server's notices, which are dropped otherwise
 */
export function openDatabase(
  url: string,
  options: {
    max?: number;
    name?: string;
    session?: Partial<typeof sessionSettings>;
    onNotice?: (notice: { message?: string }) => void;
  } = {},
): Database {
  const open = (): Pool => {
    const sql = postgres(url, {
      max: options.max ?? 10,
      onnotice: options.onNotice ?? (() => {}),
      connection: {
        application_name: options.name ?? "crossdock",
        ...(options.session ?? sessionSettings),
      },
      connect_timeout: 10,
    });
    const pool = { sql, orm: drizzle(sql) };
    guardTransactions(sql, () => {
      if (current === pool) current = open();
      sql.end({ timeout: 0 }).catch(() => {});
    });
    return pool;
  };
  let current = open();
  let listener: postgres.Sql | undefined;
  return {
    listen(channel, onNotify, onListen) {
      listener ??= postgres(url, { max: 1, onnotice: () => {} });
      return listener.listen(channel, onNotify, onListen);
    },
    get sql() {
      return current.sql;
    },
    get orm() {
      return current.orm;
    },
  };
}

type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

/**
 * Makes `sql.begin` safe when the connection is lost inside a transaction. The driver (3.4.9) answers any error
 * with a ROLLBACK, even on a lost connection, where it throws outside of every promise. It also keeps the old
 * connection's last error for the first query of the new connection, which then never returns to the pool.
 * Therefore such an error is hidden from the driver, and the whole pool is replaced.
 */
function guardTransactions(sql: postgres.Sql, replace: () => void): void {
  const begin = sql.begin.bind(sql) as (work: Work) => Promise<unknown>;
  const guarded = (work: Work) =>
    new Promise((resolve, reject) => {
      const onConnectionLost = (error: unknown) => {
        replace();
        reject(withoutValues(error));
      };
      begin(async (tx) => {
        try {
          return await work(tx);
        } catch (error) {
          if (!isConnectionLost(error)) throw error;
          onConnectionLost(error);
          return new Promise<never>(() => {});
        }
      }).then(resolve, (error) =>
        isConnectionLost(error) ? onConnectionLost(error) : reject(withoutValues(error)),
      );
    });
  Object.assign(sql, { begin: guarded });
}

/**
 * Strips a statement's values from its error. They may be personal data and would end up in logs and in the
 * engine's tables. The code, the constraint and the table remain, and so do the messages of our own triggers and
 * of violated constraints, which contain no values.
 */
function withoutValues(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  const { cause, query } = error as { cause?: unknown; query?: unknown };
  const original = query !== undefined && cause instanceof Error ? cause : error;
  if (!(original instanceof postgres.PostgresError)) {
    return query === undefined
      ? error
      : new DatabaseError("The statement did not reach the database.", original);
  }
  const message = original.code.startsWith("23")
    ? original.message
    : `The database refused a statement (${original.code}).`;
  return new DatabaseError(message, original);
}

/** A failed statement without its values: SQLSTATE or the driver's code, the constraint and the table. */
class DatabaseError extends Error {
  readonly code: string;
  readonly constraint_name: string | undefined;
  readonly table_name: string | undefined;
  readonly severity: string | undefined;

  constructor(message: string, original: unknown) {
    super(message);
    this.name = "DatabaseError";
    const { code, constraint_name, table_name, severity } = original as Partial<postgres.PostgresError>;
    this.code = code ?? "unknown";
    this.constraint_name = constraint_name;
    this.table_name = table_name;
    this.severity = severity;
  }
}

/** Whether an error, or the driver's error wrapped by the query builder, means that the connection is lost. */
function isConnectionLost(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, severity, cause } = error as { code?: unknown; severity?: unknown; cause?: unknown };
  if (
    severity === "FATAL" ||
    (typeof code === "string" && /^CONNECTION_(CLOSED|DESTROYED|ENDED)$/.test(code))
  ) {
    return true;
  }
  return cause !== error && isConnectionLost(cause);
}
