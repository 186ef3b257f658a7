import postgres from "postgres";
import { afterAll } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { type TestDatabase, testDatabase } from "@/testing/database/database";

type FileDatabase = {
  database: TestDatabase;
  /** The product's pool on the database. */
  db: Database;
  /** A superuser client, to read past row-level security. */
  admin: postgres.Sql;
};

/**
 * Creates a database for all tests of a file, and removes it after them. Call it at the top level of the file.
 *
 * @param options.max the size of the product's pool
 */
export async function fileDatabase(options: { max?: number } = {}): Promise<FileDatabase> {
  const database = await testDatabase();
  const db = openDatabase(database.url, { max: options.max ?? 4 });
  const admin = postgres(database.superuserUrl, { max: 2, onnotice: () => {} });
  afterAll(async () => {
    await Promise.all([db.sql.end({ timeout: 2 }), admin.end({ timeout: 2 })]);
    await database.close();
  });
  return { database, db, admin };
}
