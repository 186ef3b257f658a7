import postgres from "postgres";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import type { TestCluster } from "@/testing/database/test-cluster";

export type SimDatabase = TestDatabase & {
  /** Sees every row. */
  admin: postgres.Sql;
  /** Sets the time that `clock_timestamp()` tells in this database. */
  setClock(ms: number): Promise<void>;
  /** Clears away dead rows where most come and go. */
  vacuum(): Promise<void>;
  /** The server's processes that serve the connections that are open now. */
  backends(): Promise<number[]>;
};

/**
 * A database of one run. Its `clock_timestamp()` is the simulation's clock, and its `gen_random_uuid()` counts;
 * both are found before PostgreSQL's own. It is vacuumed when the run says so: at moments of its own choice would
 * change the order in which rows are read.
 */
export async function simDatabase(cluster: TestCluster): Promise<SimDatabase> {
  const database = await testDatabase(cluster);
  const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`
    create schema sim;
    create unlogged table sim.clock (ms float8 not null);
    insert into sim.clock values (0);
    create function sim.clock_timestamp() returns timestamptz language sql stable security definer
      as $$ select timestamptz 'epoch' + ms * interval '1 millisecond' from sim.clock $$;
    create sequence sim.uuids;
    create function sim.gen_random_uuid() returns uuid language sql volatile security definer
      as $$ select md5(nextval('sim.uuids')::text)::uuid $$;
    grant usage on schema sim to public;
    do $$
    declare t record;
    begin
      execute format('alter database %I set search_path = sim, public, pg_catalog', current_database());
      execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
      for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'engine', 'sim') and c.relkind = 'r'
      loop
        execute format('alter table %s set (autovacuum_enabled = false)', t.name);
      end loop;
    end $$;`);
  return {
    ...database,
    admin,
    setClock: async (ms) => {
      await admin`update sim.clock set ms = ${ms}`;
    },
    vacuum: async () => {
      await admin`vacuum engine.jobs, engine.runs, sim.clock`;
    },
    backends: async () => {
      const rows = await admin<{ pid: number }[]>`
        select pid from pg_stat_activity where datname = current_database()`;
      return rows.map(({ pid }) => pid);
    },
    close: async () => {
      await admin.end({ timeout: 2 });
      await database.close();
    },
  };
}
