import { type Inngest, RetryAfterError } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import type { EventCatalogue } from "@/lib/services/core/emit";
import { processDelivery } from "@/lib/services/intake/process-delivery";

/** Processes stored webhook deliveries, one of a shop at a time, so that signals for one order meet. */
export function processDeliveryFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    {
      id: "process-delivery",
      triggers: [{ event: "shopify/delivery.received" }],
      retries: 8,
      concurrency: { limit: 1, key: "event.data.shopDomain" },
    },
    async ({ event }) => {
      const { deliveryId } = event.data as EventCatalogue["shopify/delivery.received"];
      const result = await processDelivery(ctx, { deliveryId });
      if (result.kind === "retry") {
        throw new RetryAfterError(`The read failed: ${result.reason}.`, result.retryAfterMs);
      }
      return result;
    },
  );
}
