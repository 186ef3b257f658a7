import { sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";

/**
 * Runs `work` in a transaction as the *system* role, which sees the rows of all tenants in a few tables. Only files of
 * `db/system` call it, each for the reason that it states; pages cannot import them.
 */
export async function withSystem<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.orm.transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'crossdock_system', true)`);
    return work(tx);
  });
}
