import { type Inngest, RetryAfterError } from "inngest";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { SystemCtx } from "@/lib/services/core/context";
import { rereadOrder } from "@/lib/services/orders/reread-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

const LONGEST_WAIT_MS = 120_000;

/**
 * Reads an order again whose customer data Shopify withheld, because no webhook reports that the data is back. One at a
 * time for each organization: these reads are never urgent.
 */
export function readOrderFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { ...jobStart("read-order"), retries: 3, concurrency: { limit: 1, key: "event.data.organizationId" } },
    async ({ event }) => {
      const { organizationId, orderId } = parseEvent("read-order", event, ctx.log);
      try {
        return await rereadOrder(jobCtx(ctx, organizationId, "Crossdock"), { orderId });
      } catch (error) {
        if (!(error instanceof ShopifyFailure)) throw error;
        const waitMs = error.retryAfterMs ?? remoteErrors[error.code].waitMs;
        // The sweeper emits the event again.
        if (waitMs > LONGEST_WAIT_MS) return { kind: "waiting" as const, reason: error.code };
        throw new RetryAfterError(`The read failed: ${error.code}.`, waitMs);
      }
    },
  );
}
