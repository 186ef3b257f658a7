import postgres from "postgres";

/**
 * Like `sql.begin`, but safe when the connection is lost inside the transaction. The driver answers any error with a
 * ROLLBACK, even on a lost connection, where it throws outside of every promise and blocks the pool. Therefore such an
 * error is hidden from the driver, which rejects the transaction when it notices that the connection is closed.
 */
export function transaction<T>(
  sql: postgres.Sql,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const run = async (tx: postgres.TransactionSql): Promise<T> => {
    try {
      return await work(tx);
    } catch (error) {
      if (isConnectionLost(error)) return new Promise<never>(() => {});
      throw error;
    }
  };
  return sql.begin(run) as Promise<T>;
}

/** Whether an error means that the connection is lost. */
export function isConnectionLost(error: unknown): boolean {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  return severity === "FATAL" || (typeof code === "string" && /^(CONNECTION_|ECONNRESET$|EPIPE$)/.test(code));
}

/**
 * Whether the database refused the data of a transaction, so that a retry would fail again. False for temporary
 * errors: a deadlock, a server that starts, stops or has no resources, a connection that was lost or never made.
 */
export function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof postgres.PostgresError) return !/^(40|57|53|08)/.test(error.code);
  // The driver uses codes such as `CONNECTION_CLOSED`; the operating system `ECONNREFUSED`, `EPIPE` or `EAI_AGAIN`.
  return !(typeof code === "string" && /^(CONNECT|E(?!RR_))/.test(code));
}
