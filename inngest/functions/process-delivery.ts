import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { jobStart, parseEvent } from "./job-start";

/** How often a run is repeated, before the sweeper takes over. */
const RETRIES = 8;

/**
 * Processes stored webhooks, one at a time for each lane of a shop, so that several webhooks for one order share a
 * read, and new orders do not wait behind updates of old ones.
 */
export function processDeliveryFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    {
      ...jobStart("process-delivery"),
      retries: RETRIES,
      concurrency: { limit: 1, key: "event.data.lane" },
    },
    async ({ event, attempt }) => {
      const { deliveryId } = parseEvent("process-delivery", event, ctx.log);
      const result = await processDelivery(ctx, { deliveryId, isLastTry: attempt >= RETRIES });
      if (result.kind === "retry") {
        throw new RetryAfterError(`The read failed: ${result.reason}.`, result.retryAfterMs);
      }
      return result;
    },
  );
}
