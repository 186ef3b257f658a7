import { setTimeout as sleep } from "node:timers/promises";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/** How long a shop may be closed: its pause, with room for a failed trial call. */
const LIMIT_MS = 120_000;

/**
 * Runs work that may be repeated. While the circuit breaker of a shop is open, for example of the sample shop with an
 * unpaid bill, waits for the time that the failure names and runs the work again.
 */
export async function whenOpen<Value>(work: () => Promise<Value>): Promise<Value> {
  const until = Date.now() + LIMIT_MS;
  while (true) {
    try {
      return await work();
    } catch (error) {
      const waits = error instanceof ShopifyFailure && error.executed === "no" ? error.retryAfterMs : null;
      if (waits === null || Date.now() + waits > until) throw error;
      await sleep(waits);
    }
  }
}
