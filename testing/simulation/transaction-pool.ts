import type postgres from "postgres";

export type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

type TransactionPool = {
  begin(work: Work): Promise<unknown>;
  release(): void;
};

/**
 * Reserves connections for transactions. All are opened at the start, because opening one later would depend on the
 * machine's speed. The connection that was used last is reused first, because it has prepared most statements.
 */
export async function transactionPool(sql: postgres.Sql, connections: number): Promise<TransactionPool> {
  const free = await Promise.all(
    Array.from({ length: connections }, async () => {
      const tx = await sql.reserve();
      return { tx, unsafe: tx.unsafe };
    }),
  );
  return {
    async begin(work) {
      const connection = free.pop();
      if (!connection) throw new Error(`More than ${connections} transactions are open.`);
      const { tx, unsafe } = connection;
      tx.unsafe = unsafe;
      const send = tx.unsafe.bind(tx);
      // Not awaited, so that it is sent together with the next statement.
      const begun = send("begin");
      begun.catch(() => {});
      void begun.execute();
      try {
        const result = await work(tx as unknown as postgres.TransactionSql);
        await send("commit");
        return result;
      } catch (error) {
        await send("rollback");
        throw error;
      } finally {
        free.push(connection);
      }
    },
    release() {
      for (const { tx } of free) tx.release();
    },
  };
}
