import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { withSystem } from "@/db/system/core/with-system";
import type { ForgottenTable } from "@/lib/domain/jobs/retention";

/** The oldest rows of each table that are older than an instant, by an index. Unfinished work is never among them. */
const oldest: Readonly<Record<ForgottenTable, (before: SQL) => SQL>> = {
  // The newest delivery of each lane stays, because the store's page and the checks of silent shops read its time. It is
  // found by an index for each row: the planner must not join the table with itself.
  delivery: (before) => sql`
    select d.ctid from delivery d where d.state in ('processed', 'ignored') and d.processed_at < ${before}
      and d.id is distinct from (select n.id from delivery n where n.installation_id = d.installation_id
        and n.lane = d.lane and n.processed_at is not null order by n.processed_at desc limit 1)
    order by d.processed_at`,
  outbox: (before) => sql`select ctid from outbox where sent_at < ${before} order by sent_at`,
  problem: (before) => sql`select ctid from problem where cleared_at < ${before} order by cleared_at`,
  refused_webhook: (before) => sql`select ctid from refused_webhook where day < ${before} order by day`,
  session: (before) => sql`select ctid from session where expires_at < ${before} order by expires_at`,
  sign_in_attempt: (before) => sql`select ctid from sign_in_attempt where at < ${before} order by at`,
};

/**
 * Reason: old rows are deleted in every organization and in none. Deletes the oldest rows of a table that are older than an
 * instant, at most `limit`. Rows that another process has locked are left.
 *
 * Proved by tests/jobs/retention.test.ts.
 *
 * @returns the number of deleted rows
 */
export async function forgetOldRows(
  db: Database,
  forget: { table: ForgottenTable; before: Date; limit: number },
): Promise<number> {
  const before = sql`${forget.before.toISOString()}::timestamptz`;
  return withSystem(db, async (tx) => {
    const rows = await tx.execute(sql`
      with old as materialized (${oldest[forget.table](before)} limit ${forget.limit} for update skip locked)
      delete from ${sql.identifier(forget.table)} where ctid = any (array(select ctid from old)) returning 1`);
    return rows.length;
  });
}
