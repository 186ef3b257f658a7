import { type Inngest, RetryAfterError } from "inngest";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { SystemCtx } from "@/lib/services/core/context";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

const LONGEST_WAIT_MS = 120_000;

/**
 * Reads a source order again after it was recorded from an old answer, because webhooks that arrived before it was
 * recorded were ignored.
 */
export function readSourceOrderFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("read-source-order"), retries: 8 }, async ({ event }) => {
    const { organizationId, sourceStoreId, sourceOrderGid } = parseEvent("read-source-order", event, ctx.log);
    const scoped = jobCtx(ctx, organizationId, "Crossdock");
    try {
      return await refreshSourceOrder(scoped, { sourceStoreId, sourceOrderGid });
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      const waitMs = error.retryAfterMs ?? remoteErrors[error.code].waitMs;
      // The sweeper emits the event again while the read is due.
      if (waitMs > LONGEST_WAIT_MS) return { kind: "waiting" as const, reason: error.code };
      throw new RetryAfterError(`The read failed: ${error.code}.`, waitMs);
    }
  });
}
