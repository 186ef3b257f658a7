import postgres from "postgres";
import { checkLogin } from "@/db/check-login";
import { migrateDatabase } from "@/db/migrate";
import { StartError } from "@/scripts/supervisor/start-error";

/**
 * Checks the login and migrates the schema.
 *
 * @param url DATABASE_URL
 * @throws StartError if the server cannot be reached or the login is not safe
 */
export async function prepareDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 15 });
  let refusal: string | null;
  try {
    refusal = await checkLogin(sql);
  } catch (error) {
    // The driver's message contains host and port, never the password.
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database of DATABASE_URL cannot be used: ${reason}. Check the URL and the server.`,
      {
        cause: error,
      },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (refusal) throw new StartError(refusal);
  await migrateDatabase(url);
}
