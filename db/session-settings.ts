/**
 * Settings of every session of the product. A process that stands still inside a transaction (a frozen machine, a
 * network that is gone without a word) would keep its locks for as long as it stands, and whoever skips locked rows
 * would never see them again; so the server ends such a session. No transaction of ours waits for anything but
 * the database.
 */
export const sessionSettings = { idle_in_transaction_session_timeout: 10_000 };
