import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { sessionSettings } from "./session-settings";

/**
 * A pool of connections that log in as the one database login. Read `sql` and `orm` each time they are needed:
 * after a connection was cut they belong to a new pool.
 */
export type Database = {
  readonly sql: postgres.Sql;
  readonly orm: PostgresJsDatabase;
  /** Listens on a connection of its own, which is opened again whenever it is cut; `onListen` tells each time. */
  listen(channel: string, onNotify: (payload: string) => void, onListen?: () => void): Promise<unknown>;
};

/** A transaction; only `withScope` and `withSystem` hand one out. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

type Pool = { sql: postgres.Sql; orm: PostgresJsDatabase };

/**
 * Opens a pool on `url`. Nothing is connected before the first query.
 *
 * @param options.session settings of its sessions instead of the product's
 */
export function openDatabase(
  url: string,
  options: { max?: number; name?: string; session?: Partial<typeof sessionSettings> } = {},
): Database {
  const open = (): Pool => {
    const sql = postgres(url, {
      max: options.max ?? 10,
      onnotice: () => {},
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
  let ears: postgres.Sql | undefined;
  return {
    listen(channel, onNotify, onListen) {
      ears ??= postgres(url, { max: 1, onnotice: () => {} });
      return ears.listen(channel, onNotify, onListen);
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
 * Makes `sql.begin` safe against a connection that is cut inside a transaction. The driver (3.4.9) answers any
 * error with a ROLLBACK, also on a connection that is gone, which throws outside of every promise; and it keeps
 * the last error of the old connection for the first query of the new one, which then is never given back to
 * the pool. So such an error never reaches it, and the pool is replaced.
 */
function guardTransactions(sql: postgres.Sql, replace: () => void): void {
  const begin = sql.begin.bind(sql) as (work: Work) => Promise<unknown>;
  const guarded = (work: Work) =>
    new Promise((resolve, reject) => {
      const onCut = (error: unknown) => {
        replace();
        reject(withoutValues(error));
      };
      begin(async (tx) => {
        try {
          return await work(tx);
        } catch (error) {
          if (!isCut(error)) throw error;
          onCut(error);
          return new Promise<never>(() => {});
        }
      }).then(resolve, (error) => (isCut(error) ? onCut(error) : reject(withoutValues(error))));
    });
  Object.assign(sql, { begin: guarded });
}

/**
 * An error of a statement without the statement's values, which may be personal and would otherwise end in
 * logs and in the engine's tables. Code, constraint and table stay; so do the words of our own guards and of
 * violated constraints, which name no value.
 */
function withoutValues(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  const { cause, query } = error as { cause?: unknown; query?: unknown };
  const told = query !== undefined && cause instanceof Error ? cause : error;
  if (!(told instanceof postgres.PostgresError)) {
    return query === undefined ? error : new DatabaseError("The database could not be asked.", told);
  }
  const words = told.code.startsWith("23")
    ? told.message
    : `The database refused a statement (${told.code}).`;
  return new DatabaseError(words, told);
}

/** What remains of a refused statement: SQLSTATE or the driver's code, constraint and table. */
class DatabaseError extends Error {
  readonly code: string;
  readonly constraint_name: string | undefined;
  readonly table_name: string | undefined;
  readonly severity: string | undefined;

  constructor(message: string, told: unknown) {
    super(message);
    this.name = "DatabaseError";
    const { code, constraint_name, table_name, severity } = told as Partial<postgres.PostgresError>;
    this.code = code ?? "unknown";
    this.constraint_name = constraint_name;
    this.table_name = table_name;
    this.severity = severity;
  }
}

/** Whether an error, or the driver's error inside a query builder's, says that the connection is gone. */
function isCut(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, severity, cause } = error as { code?: unknown; severity?: unknown; cause?: unknown };
  if (
    severity === "FATAL" ||
    (typeof code === "string" && /^CONNECTION_(CLOSED|DESTROYED|ENDED)$/.test(code))
  ) {
    return true;
  }
  return cause !== error && isCut(cause);
}
