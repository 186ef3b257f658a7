import type { Database } from "@/db/client";

const PAUSE_MS = 50;

/**
 * Makes a function that wakes the relay, at most once per 50 ms
 * and process, and never waits or fails: the relay also looks by itself. Not part of the insert, because
 * PostgreSQL lets transactions that notify commit only one after another.
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
