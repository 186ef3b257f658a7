import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import type { EventCatalogue } from "@/lib/services/core/emit";
import { autoPush } from "@/lib/services/push/auto-push";
import { jobCtx } from "./job-ctx";

/**
 * Pushes a new or changed order by itself where the store's switch says so and nothing holds it; also one whose
 * hold was released, and what a source store refused or gave back, where the policy offers it to the next.
 */
export function autoPushFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    {
      id: "auto-push",
      triggers: [
        { event: "order/ingested" },
        { event: "order/hold.released" },
        { event: "order/leg.released" },
      ],
      retries: 8,
    },
    ({ event }) => {
      const { organizationId, orderId } = event.data as EventCatalogue["order/ingested"];
      return autoPush(jobCtx(ctx, organizationId, "Automatic push"), { orderId });
    },
  );
}
