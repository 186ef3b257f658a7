import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { mintScope, withScope } from "@/db/scope";
import { testDatabase } from "@/testing/database/database";

const database = await testDatabase();
afterAll(() => database.close());

test("a transaction whose connection is lost rejects, and the pool keeps working", async () => {
  const db = openDatabase(database.url, { max: 1 });
  const scope = mintScope("org_cut");
  await db.sql`select 1`;
  await new Promise((resolve) => setTimeout(resolve, 60));
  const cut = withScope(db, scope, async (tx) => {
    const rows = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database.sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`;
    await tx.execute(sql`select 1`);
  });
  await expect(cut).rejects.toThrow();
  const one = () => withScope(db, scope, (tx) => tx.execute<{ one: number }>(sql`select 1 as one`));

  const again = await one();
  expect(again[0]?.one).toBe(1);
  await db.sql.end({ timeout: 1 });
});

test("an idle transaction loses its locks, and its pool keeps working", async () => {
  const still = openDatabase(database.url, { max: 1 });
  const other = openDatabase(database.url, { max: 1 });
  const lock = sql`select pg_advisory_xact_lock(7)`;
  let holds = () => {};
  const held = new Promise<void>((resolve) => {
    holds = resolve;
  });
  const standing = withScope(still, mintScope("org_still"), async (tx) => {
    await tx.execute(lock);
    holds();
    await new Promise((resolve) => setTimeout(resolve, 14_000));
    await tx.execute(sql`select 1`);
  });
  const refused = expect(standing).rejects.toThrow();
  await held;
  await withScope(other, mintScope("org_other"), (tx) => tx.execute(lock));
  await refused;
  expect(await still.sql`select 1 as one`).toEqual([{ one: 1 }]);
  await Promise.all([still.sql.end({ timeout: 1 }), other.sql.end({ timeout: 1 })]);
});
