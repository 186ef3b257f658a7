import { readFileSync } from "node:fs";
import postgres from "postgres";

/** The one login role of the product. */
export const LOGIN_ROLE = "crossdock";

/**
 * Creates the roles and the database, which the login role owns, and sets the login's password.
 * Running it again changes only the password.
 *
 * @param superuserUrl a superuser connection to any database of the server
 * @returns the URL that the product connects with
 */
export async function bootstrapDatabase(options: {
  superuserUrl: string;
  database: string;
  password: string;
}): Promise<string> {
  const sql = postgres(options.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(readFileSync(new URL("./bootstrap.sql", import.meta.url), "utf8"));
    // ALTER ROLE takes no parameters, so the server quotes the literal.
    const [quoted] = await sql<
      { literal: string }[]
    >`SELECT quote_literal(${options.password}::text) AS literal`;
    await sql.unsafe(`ALTER ROLE ${LOGIN_ROLE} PASSWORD ${quoted?.literal ?? "NULL"}`);
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${options.database}`;
    if (found.length === 0) {
      await sql`CREATE DATABASE ${sql(options.database)} OWNER ${sql(LOGIN_ROLE)}`;
    }
  } finally {
    await sql.end();
  }
  return loginUrl(options);
}

/** The connection URL of the login role for a database on the same server. */
export function loginUrl(options: { superuserUrl: string; database: string; password: string }): string {
  const url = new URL(options.superuserUrl);
  url.username = LOGIN_ROLE;
  url.password = options.password;
  url.pathname = `/${options.database}`;
  return url.href;
}
