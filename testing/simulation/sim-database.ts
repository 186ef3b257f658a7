import postgres from "postgres";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import type { TestCluster } from "@/testing/database/test-cluster";

export type SimDatabase = TestDatabase & {
  /** A superuser client, which sees every row. */
  admin: postgres.Sql;
  /** Sets the time that `clock_timestamp()` returns in this database. */
  setClock(ms: number): Promise<void>;
  /** Vacuums the tables with the most dead rows. */
  vacuum(): Promise<void>;
  /** The process ids of the server's backends for the open connections. */
  backends(): Promise<number[]>;
};

/**
 * Creates the database of a run. `clock_timestamp()` returns the virtual time and `gen_random_uuid()` counts; the
 * search path puts both before PostgreSQL's own. Autovacuum is off, because a vacuum changes the order in which rows
 * are read; the run vacuums at fixed times instead.
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
