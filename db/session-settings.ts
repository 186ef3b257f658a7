/**
 * Settings of each database session of the product. A process that stops inside a transaction (a frozen machine, a
 * silently broken network) would hold its locks indefinitely, and every query with SKIP LOCKED would miss those rows.
 * The server therefore ends such a session. This is safe because our transactions wait only for the database.
 */
export const sessionSettings = { idle_in_transaction_session_timeout: 10_000 };
