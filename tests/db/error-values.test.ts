import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { mintScope, withScope } from "@/db/scope";
import { fileDatabase } from "@/testing/database/file-database";

const { db } = await fileDatabase();

const errorOf = async (statement: ReturnType<typeof sql>): Promise<unknown> => {
  try {
    await withScope(db, mintScope("org_a"), (tx) => tx.execute(statement));
  } catch (error) {
    return error;
  }
  throw new Error("The statement was not refused.");
};

test("a database error contains the code, the table and the constraint, but no value of the statement", async () => {
  const cast = await errorOf(sql`select ${"ada@example.com"}::integer`);
  const duplicate = await errorOf(
    sql`insert into merchant (organization_id, id, name, created_at) values ('org_a', 'mer_1', ${"Ada Lovelace"}, null)`,
  );
  const nul = await errorOf(sql`select ${"ada\u0000"}::text`);
  for (const error of [cast, duplicate, nul]) {
    const shown =
      error instanceof Error
        ? `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`
        : "";
    expect(shown).toMatch(/\w/);
    expect(shown.toLowerCase()).not.toContain("ada");
  }
  expect(cast).toMatchObject({ code: "22P02" });
  expect(duplicate).toMatchObject({ code: "23502", table_name: "merchant" });
});
