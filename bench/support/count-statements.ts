import type { Sql } from "postgres";
import type { Stack } from "@/testing/stack/stack";

/** Makes the stack's PostgreSQL count statements, which requires a restart. */
export async function countingStatements(stack: Stack, admin: () => Sql): Promise<void> {
  const before = admin();
  await before`alter system set shared_preload_libraries = 'pg_stat_statements'`;
  await before.end({ timeout: 1 });
  await stack.kill("database");
  await stack.restart("database");
  const after = admin();
  await after`create extension pg_stat_statements`;
  await after.end({ timeout: 1 });
}

/** Returns the number of statements that the product sends during `work`, without BEGIN, COMMIT and SET. */
export async function statementsOf(admin: Sql, work: () => Promise<unknown>): Promise<number> {
  await admin`select pg_stat_statements_reset()`;
  await work();
  const [row] = await admin<{ calls: number }[]>`
    select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
    where toplevel and dbid = (select oid from pg_database where datname = current_database())
      and userid <> (select oid from pg_roles where rolname = current_user)
      and query !~* '^\\s*(begin|commit|rollback|set |select set_config)'`;
  return row?.calls ?? Number.NaN;
}
