import { addRefusedRequests, type RefusedRequests } from "@/db/system/intake/refused-webhooks";
import type { SystemCtx } from "@/lib/services/core/context";

/** The most pairs of an app and a shop that are counted between two stores. Anyone can name any shop. */
const MOST = 500;

// The web process loads the route and the minute's report from different bundles.
const key = Symbol.for("crossdock.refused-requests");
const shared = globalThis as typeof globalThis & { [key]?: Map<string, RefusedRequests> };

/**
 * Counts a webhook request with a wrong signature in memory. Nothing is stored while the sender waits: a flood of such
 * requests must not write, and the time of the answer must not tell whether a shop is connected.
 */
export function noteRefusedRequest(request: { appCredentialId: string; shopDomain: string }): void {
  shared[key] ??= new Map();
  const counted = shared[key];
  const pair = `${request.appCredentialId} ${request.shopDomain}`;
  const known = counted.get(pair);
  if (known) known.requests += 1;
  else if (counted.size < MOST) counted.set(pair, { ...request, requests: 1 });
}

/**
 * Stores what was counted since the last time, for the installations that exist. Counts are lost when the process is
 * killed: they are a hint, not a record.
 *
 * Proved by `tests/http/refused-webhooks.test.ts`.
 */
export async function storeRefusedRequests(ctx: Pick<SystemCtx, "db">): Promise<void> {
  const counted = [...(shared[key]?.values() ?? [])];
  if (counted.length === 0) return;
  shared[key]?.clear();
  await addRefusedRequests(ctx.db, counted);
}
