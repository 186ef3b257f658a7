import type { Database } from "@/db/client";

const PAUSE_MS = 50;

/**
 * Creates a function that wakes the outbox relay, at most once per 50 ms and process. The function never waits or
 * fails, because the relay also polls. The notification is not part of the insert, because PostgreSQL serializes the
 * commits of transactions that notify.
 *
 * Proved by `tests/http/repeated-webhooks.test.ts`.
 */
export function relayWaker(db: Database): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      db.sql`select pg_notify('crossdock_outbox', '')`.catch(() => {});
    }, PAUSE_MS);
  };
}
