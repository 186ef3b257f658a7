import type postgres from "postgres";

/**
 * Checks that row-level security applies to the database login.
 *
 * @returns a sentence that says what is wrong and what to do, or null if the login is safe
 */
export async function checkLogin(sql: postgres.Sql): Promise<string | null> {
  const remedy = "Create the login with db/bootstrap.sql and use it in DATABASE_URL.";
  // The version comes first, because the next query fails on older servers, which lack the SET privilege.
  const [server] = await sql<
    { version: number }[]
  >`SELECT current_setting('server_version_num')::int AS version`;
  if ((server?.version ?? 0) < 160_000) {
    return "Crossdock needs PostgreSQL 16 or later. Point DATABASE_URL to a newer server.";
  }
  const [login] = await sql<
    { name: string; superuser: boolean; bypass: boolean; app: boolean; system: boolean }[]
  >`
    SELECT
      r.rolname AS name,
      r.rolsuper AS superuser,
      r.rolbypassrls AS bypass,
      coalesce((SELECT pg_has_role(r.oid, oid, 'SET') FROM pg_roles WHERE rolname = 'crossdock_app'), false) AS app,
      coalesce((SELECT pg_has_role(r.oid, oid, 'SET') FROM pg_roles WHERE rolname = 'crossdock_system'), false) AS system
    FROM pg_roles r
    WHERE r.rolname = session_user`;
  if (!login) return "The database login no longer exists. Check DATABASE_URL.";
  if (login.superuser) {
    return `The database login "${login.name}" is a superuser, so tenants would not be isolated. ${remedy}`;
  }
  if (login.bypass) {
    return `The database login "${login.name}" has BYPASSRLS, so tenants would not be isolated. ${remedy}`;
  }
  if (!login.app || !login.system) {
    return `The database login "${login.name}" cannot assume the roles crossdock_app and crossdock_system. ${remedy}`;
  }
  return null;
}
