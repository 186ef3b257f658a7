import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { jobStart, parseEvent } from "./job-start";

/**
 * Processes stored webhooks, one at a time for each lane of a shop, so that several webhooks for one order share a
 * read, and new orders do not wait behind updates of old ones.
 */
export function processDeliveryFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    {
      ...jobStart("process-delivery"),
      retries: 8,
      concurrency: { limit: 1, key: "event.data.lane" },
    },
    async ({ event }) => {
      const { deliveryId } = parseEvent("process-delivery", event, ctx.log);
      const result = await processDelivery(ctx, { deliveryId });
      if (result.kind === "retry") {
        throw new RetryAfterError(`The read failed: ${result.reason}.`, result.retryAfterMs);
      }
      return result;
    },
  );
}
