-- The roles of Crossdock. Run once as a superuser, on PostgreSQL 16 or later; running it again changes nothing.
-- With a database of your own, follow it with:
--   ALTER ROLE crossdock PASSWORD '…';
--   CREATE DATABASE crossdock OWNER crossdock;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crossdock') THEN
    CREATE ROLE crossdock;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crossdock_app') THEN
    CREATE ROLE crossdock_app;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'crossdock_system') THEN
    CREATE ROLE crossdock_system;
  END IF;
END
$$;

-- The one login. Row-level security binds it, because it is neither superuser nor BYPASSRLS.
ALTER ROLE crossdock LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Roles that a transaction assumes with SET LOCAL ROLE; the login inherits no privileges from them.
ALTER ROLE crossdock_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE crossdock_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
GRANT crossdock_app, crossdock_system TO crossdock WITH INHERIT FALSE, SET TRUE;
