import postgres from "postgres";

/**
 * Like `sql.begin`, but safe against a connection that is cut inside. The driver answers any error with a
 * ROLLBACK, also on a connection that is gone; that throws outside of every promise and leaves the pool
 * hanging. So here such an error never reaches it: the driver rejects by itself once it sees the close.
 */
export function transaction<T>(
  sql: postgres.Sql,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const run = async (tx: postgres.TransactionSql): Promise<T> => {
    try {
      return await work(tx);
    } catch (error) {
      if (isCut(error)) return new Promise<never>(() => {});
      throw error;
    }
  };
  return sql.begin(run) as Promise<T>;
}

/** Whether the connection itself was lost, so that nothing can be said on it any more. */
export function isCut(error: unknown): boolean {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  return severity === "FATAL" || (typeof code === "string" && /^(CONNECTION_|ECONNRESET$|EPIPE$)/.test(code));
}

/**
 * Whether the very data of a transaction is at fault, so that trying again is of no use. What passes is not: a
 * deadlock, a server that shuts down, starts or has no room, a connection that is gone or was never made.
 */
export function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof postgres.PostgresError) return !/^(40|57|53|08)/.test(error.code);
  // `CONNECTION_CLOSED` and its like are the driver's; `ECONNREFUSED`, `EPIPE`, `EAI_AGAIN` the system's.
  return !(typeof code === "string" && /^(CONNECT|E(?!RR_))/.test(code));
}
