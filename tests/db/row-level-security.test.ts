import type postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { fileDatabase } from "@/testing/database/file-database";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { seedOrder } from "@/testing/seed/seed";
import { seedAftermath } from "@/testing/seed/seed-aftermath";

const { db, admin } = await fileDatabase();
let tables: string[];

beforeAll(async () => {
  const facts = orderFacts({
    lines: [lineFacts("l1")],
    routes: [route("l1", "a")],
    legs: [leg("leg_1", "created", [legLine("l1", 3, { liveUnits: 3 })])],
  });
  await seedAftermath(db, await seedOrder(db, { organizationId: "org_a", facts }), "leg_1");
  await seedOrder(db, { organizationId: "org_b" });
  const rows = await admin<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and exists (
      select 1 from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
    order by 1`;
  tables = rows.map((row) => row.name);
});

/** Runs `work` as the app role, inside an organization or, with null, outside of all. */
const asApp = <T>(organizationId: string | null, work: (tx: postgres.TransactionSql) => Promise<T>) =>
  db.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true)`;
    if (organizationId) await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    return work(tx);
  });
const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "",
    (error: unknown) => String((error as { code?: unknown }).code),
  );
const DENIED = "42501";

describe("the catalogue", () => {
  it("has ENABLE, FORCE and the tenant policy for reading and writing on each tenant table", async () => {
    expect(tables.length).toBeGreaterThanOrEqual(18);
    const mine = "(organization_id = current_setting('app.organization_id'::text, true))";
    for (const table of tables) {
      const [flags] = await admin`
        select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class
        where oid = ${`public."${table}"`}::regclass`;
      expect(flags, table).toEqual({ enabled: true, forced: true });
      const policies = await admin`
        select policyname, permissive, cmd, qual, with_check from pg_policies
        where schemaname = 'public' and tablename = ${table} and 'crossdock_app' = any (roles)`;
      expect([...policies], table).toEqual([
        { policyname: "tenant", permissive: "PERMISSIVE", cmd: "ALL", qual: mine, with_check: mine },
      ]);
      const others = await admin`
        select policyname from pg_policies where schemaname = 'public' and tablename = ${table}
          and not roles <@ array['crossdock_app', 'crossdock_system']::name[]`;
      expect([...others], table).toEqual([]);
    }
  });

  it("grants the app role nothing on system tables, except inserting into and reading the outbox", async () => {
    const grants = await admin<{ grant: string }[]>`
      select table_name || ':' || privilege_type as grant from information_schema.role_table_grants
      where grantee = 'crossdock_app' and table_schema = 'public' and not table_name = any (${tables})
      order by 1`;
    expect(grants.map((row) => row.grant)).toEqual(["outbox:INSERT", "outbox:SELECT"]);
  });

  it("has a login and roles that are neither superuser nor BYPASSRLS", async () => {
    const [login] = await db.sql`select rolsuper, rolbypassrls from pg_roles where rolname = session_user`;
    expect(login).toEqual({ rolsuper: false, rolbypassrls: false });
    const roles = await admin`
      select rolcanlogin, rolsuper, rolbypassrls from pg_roles
      where rolname in ('crossdock_app', 'crossdock_system')`;
    const harmless = { rolcanlogin: false, rolsuper: false, rolbypassrls: false };
    expect([...roles]).toEqual([harmless, harmless]);
  });
});

describe("every tenant table", () => {
  const count = (sql: postgres.Sql | postgres.TransactionSql, table: string) =>
    sql`select count(*)::integer as rows from ${sql(table)}`.then(([row]) => row?.rows);

  it("shows its organization's rows inside a scope, and no rows outside of a scope", async () => {
    for (const table of tables) {
      expect(await asApp("org_a", (tx) => count(tx, table)), table).toBeGreaterThan(0);
      expect(await asApp(null, (tx) => count(tx, table)), table).toBe(0);
      expect(await count(db.sql, table), `${table} as the login`).toBe(0);
    }
  });

  it("neither shows nor accepts another organization's rows", async () => {
    for (const table of tables) {
      const [row] =
        await admin`select to_jsonb(t) as data from ${admin(table)} t where organization_id = 'org_a'`;
      const foreign = await asApp(
        "org_b",
        (tx) => tx`select 1 from ${tx(table)} where organization_id = 'org_a'`,
      );
      expect(foreign, table).toHaveLength(0);
      const before = await admin`select to_jsonb(t) as data from ${admin(table)} t order by 1`;
      for (const write of [
        (tx: postgres.TransactionSql) =>
          tx`update ${tx(table)} set organization_id = organization_id where organization_id = 'org_a'`,
        (tx: postgres.TransactionSql) => tx`delete from ${tx(table)} where organization_id = 'org_a'`,
      ]) {
        const outcome = await asApp("org_b", write).then(
          (result) => result.count,
          (error: { code: string }) => error.code,
        );
        expect([0, DENIED], table).toContain(outcome);
      }
      // Without generated columns, which make any insert fail.
      const columns = await admin<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
      const names = columns.map(({ name }) => name);
      const copied = asApp(
        "org_b",
        (tx) =>
          tx`insert into ${tx(table)} (${tx(names)}) select ${tx(names)} from jsonb_populate_record(null::${tx(table)}, ${JSON.stringify(row?.data)}::text::jsonb)`,
      );
      expect(await failure(copied), `${table}: insert`).toBe(DENIED);
      expect([...(await admin`select to_jsonb(t) as data from ${admin(table)} t order by 1`)], table).toEqual(
        [...before],
      );
    }
  });

  it("allows no row to be moved into another organization", async () => {
    let tried = 0;
    for (const table of tables) {
      const owned = () =>
        admin`select to_jsonb(t) as data from ${admin(table)} t where organization_id = 'org_b' order by 1`;
      const before = [...(await owned())];
      if (before.length === 0) continue;
      tried += 1;
      const moved = asApp("org_b", (tx) => tx`update ${tx(table)} set organization_id = 'org_a'`);
      expect(await failure(moved), table).toBe(DENIED);
      expect([...(await owned())], table).toEqual(before);
    }
    expect(tried).toBeGreaterThan(8);
  });
});

it("the app role can neither delete nor update audit entries, disclosures, contacts and attempts", async () => {
  for (const table of ["audit_entry", "disclosure", "order_contact"]) {
    expect(await failure(asApp("org_a", (tx) => tx`delete from ${tx(table)}`)), table).toBe(DENIED);
    const rewritten = asApp("org_a", (tx) => tx`update ${tx(table)} set id = id`);
    expect(await failure(rewritten), table).toBe(DENIED);
  }
  expect(await failure(asApp("org_a", (tx) => tx`delete from attempt`))).toBe(DENIED);
});
